package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Replication;
import io.stockcluster.actors.Send;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For what an asker waits who wants to see arrive what an actor sends. */
class TurnTest {

    /** Greets everybody once, who is known by name; knows nobody called "nobody". */
    private static final class Host implements Behavior<List<String>, String, String, String> {
        @Override
        public List<String> initial(ActorId id) {
            return List.of();
        }

        @Override
        public Decision<String, String> decide(List<String> greeted, String guest, MessageContext context) {
            if (guest.equals("nobody")) {
                return Decision.reply("who?");
            }
            return greeted.contains(guest)
                    ? Decision.again("hello again")
                    : Decision.<String, String>event(guest, "hello")
                            .sending(Send.to("guest", guest.substring(0, 1), guest));
        }

        @Override
        public List<String> evolve(List<String> greeted, String guest) {
            return Stream.concat(greeted.stream(), Stream.of(guest)).toList();
        }
    }

    private static final ActorId ID = new ActorId("host", "here");
    private static final ActorType<?, String, ?, String> HOSTS =
            ActorType.sharded("host", new Host(), Replication.of(1));

    private Cell cell;

    /** To whom those messages go that the asker waits for. */
    private List<String> awaited(String guest) {
        var turn = Turn.of(
                HOSTS,
                cell,
                new Ask("host", guest, "", false, true, ""),
                new MessageContext(ID, Instant.EPOCH),
                new Turn.Owner(1, 1, 1, name -> true, ""));
        cell = turn.cell();
        return turn.answer() instanceof Post.Settling settling
                ? settling.sent().stream().map(sent -> (String) sent.message()).toList()
                : List.of();
    }

    @Test
    void it_is_what_this_message_sends_behind_what_goes_to_the_same_actor() {
        assertThat(awaited("anna")).containsExactly("anna");
        assertThat(awaited("berta")).as("anna's may be stuck").containsExactly("berta");
        assertThat(awaited("arno")).containsExactly("anna", "arno");
    }

    @Test
    void it_is_all_that_is_on_its_way_where_the_answer_is_that_of_an_earlier_message() {
        awaited("anna");
        awaited("berta");

        assertThat(awaited("anna")).containsExactly("anna", "berta");
    }

    @Test
    void it_is_nothing_where_nothing_was_sent() {
        awaited("anna");

        assertThat(awaited("nobody")).isEmpty();
    }
}
