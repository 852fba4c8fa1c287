package io.stockcluster.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockcluster.operator.rollout.NodeView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeAnswerTest {

    @Test
    void everythingThatANodeSaysIsRead() {
        NodeView view = read("""
                {"node": "demo-actors-0", "id": "a", "role": "actor", "version": "0.1.0", "state": "draining",
                 "cluster": {"name": "demo", "oldest": "b", "expectedSize": 3, "quorum": true,
                  "members": [{"node": "demo-actors-0", "id": "a", "state": "active"},
                              {"node": "demo-actors-1", "id": "b", "state": "drained"}]},
                 "shards": {"total": 271, "owned": 90, "copies": 181, "lost": 1, "underReplicated": 2},
                 "migrations": {"planned": 9, "remaining": 4, "failed": 0, "etaSeconds": 12},
                 "actors": {"stock-pot": {"loaded": 5, "bytes": 700}, "transfer": {"loaded": 1, "bytes": 50}},
                 "heap": {"used": 1, "max": 1000}, "safe": true}
                """);

        assertThat(view.state()).isEqualTo(NodeView.State.DRAINING);
        assertThat(view.oldest()).isEqualTo("b");
        assertThat(view.members())
                .isEqualTo(List.of(
                        new NodeView.Member("demo-actors-0", "a", true),
                        new NodeView.Member("demo-actors-1", "b", false)));
        assertThat(view.expectedSize()).isEqualTo(3);
        assertThat(view.quorum()).isTrue();
        assertThat(view.shards()).isEqualTo(Optional.of(new NodeView.Shards(271, 90, 181, 1, 2)));
        assertThat(view.migrationsLeft()).hasValue(4);
        assertThat(view.secondsLeft()).hasValue(12);
        assertThat(view.safe()).isTrue();
        assertThat(view.stateBytes()).hasValue(750);
        assertThat(view.maxHeap()).hasValue(1000);
    }

    @Test
    void whatANodeDoesNotSayIsNotGoodNews() {
        NodeView view = read("{\"node\": \"demo-actors-0\", \"shards\": {}}");

        assertThat(view.safe()).isFalse();
        assertThat(view.quorum()).isFalse();
        assertThat(view.members()).isEmpty();
        assertThat(view.shards().orElseThrow().owned())
                .as("not 0, which would be: drained")
                .isNegative();
        assertThat(view.migrationsLeft()).isEmpty();
        assertThat(view.secondsLeft()).isEmpty();
        assertThat(view.stateBytes()).isEmpty();
    }

    @Test
    void aStateOfANewerNodeIsUnknown() {
        assertThat(read("{\"state\": \"pondering\", \"news\": [1]}").state()).isEqualTo(NodeView.State.UNKNOWN);
    }

    private static NodeView read(String json) {
        try {
            return NodeAnswer.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
