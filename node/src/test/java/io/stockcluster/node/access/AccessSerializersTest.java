package io.stockcluster.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.node.Journey;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessSerializersTest {

    @Test
    void everything_arrives_at_another_node_as_it_set_out() {
        var job = new Job("Clerk", List.of("stock:level:read", "a:b"), false);
        try (var journey = new Journey(AccessSerializers.all())) {
            for (Object object : List.of(
                    job,
                    JobsState.builtIn(),
                    new JobsCommand.Put(job),
                    new JobsCommand.Delete("Clerk"),
                    new JobsCommand.Get("Clerk"),
                    new JobsCommand.ListAll(),
                    new JobsEvent.WasPut(job),
                    new JobsEvent.WasDeleted("Clerk"),
                    new JobsReply.Found(job),
                    new JobsReply.NotFound(),
                    new JobsReply.All(List.of(job)))) {
                assertThat(journey.of(object)).isEqualTo(object);
            }
        }
    }
}
