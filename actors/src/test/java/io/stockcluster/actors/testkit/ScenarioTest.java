package io.stockcluster.actors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.Behavior;
import io.stockcluster.actors.Decision;
import io.stockcluster.actors.MessageContext;
import io.stockcluster.actors.Send;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static final Send THE_COPY = Send.to("door", "back", new Open("visitor-1"));

    private record Open(String visitor) {}

    private record Opened(String visitor, Instant at) {}

    /** A door that lets each visitor in once, and tells the back door. */
    private static class Door implements Behavior<String, Open, Opened, String> {
        @Override
        public String initial(ActorId id) {
            return "";
        }

        @Override
        public Decision<Opened, String> decide(String state, Open message, MessageContext context) {
            return state.contains(message.visitor())
                    ? Decision.again("is in")
                    : Decision.<Opened, String>event(new Opened(message.visitor(), context.now()), "come in")
                            .sending(Send.to("door", "back", message));
        }

        @Override
        public String evolve(String state, Opened event) {
            return state + event.visitor() + ";";
        }

        @Override
        public boolean repeatable(Open message) {
            return true;
        }
    }

    @Test
    void a_message_leads_to_events_a_reply_a_state_and_messages_to_others() {
        Scenario.of(new Door())
                .given(new Opened("visitor-0", Instant.EPOCH))
                .at(Instant.ofEpochSecond(5))
                .when(new Open("visitor-1"))
                .thenEvents(new Opened("visitor-1", Instant.ofEpochSecond(5)))
                .thenReply("come in")
                .thenSends(THE_COPY)
                .thenState("visitor-0;visitor-1;")
                .when(new Open("visitor-0"))
                .thenReply("is in")
                .thenStandsOnEarlier();
    }

    @Test
    void what_does_not_hold_says_what_was_expected_and_what_came() {
        var outcome = Scenario.of(new Door()).when(new Open("visitor-1"));

        assertThatThrownBy(() -> outcome.thenReply("go away"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected reply: go away\n but found reply: come in");
        assertThatThrownBy(outcome::thenNothing).hasMessageContaining("Expected events: []");
        assertThatThrownBy(outcome::thenSends).hasMessageContaining("Expected messages to others: []");
        assertThatThrownBy(() -> outcome.thenState("")).hasMessageContaining("visitor-1;");
        assertThat(outcome.decision().reply()).isEqualTo("come in");
    }

    @Test
    void a_repeatable_message_that_happens_twice_is_found_out() {
        var forgetful = new Door() {
            @Override
            public String evolve(String state, Opened event) {
                return "";
            }
        };
        assertThatThrownBy(() -> Scenario.of(forgetful).when(new Open("visitor-1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does no harm when it is handled twice, but the second time it leads to");
    }

    @Test
    void a_decision_that_depends_on_more_than_its_arguments_is_found_out() {
        var calls = new AtomicInteger();
        var moody = new Door() {
            @Override
            public Decision<Opened, String> decide(String state, Open message, MessageContext context) {
                return Decision.event(new Opened("visitor " + calls.incrementAndGet(), context.now()), "come in");
            }
        };
        assertThatThrownBy(() -> Scenario.of(moody).when(new Open("visitor-1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("must depend on its arguments alone");
    }

    @Test
    void each_message_has_an_id_and_a_test_may_give_one() {
        var named = new Door() {
            @Override
            public Decision<Opened, String> decide(String state, Open message, MessageContext context) {
                return Decision.reply(context.actor() + " " + context.messageId());
            }
        };
        var scenario = Scenario.of(named, new ActorId("door", "front"));
        scenario.when(new Open("a"))
                .thenReply("door/front message-1")
                .when(new Open("a"))
                .thenReply("door/front message-2");
        scenario.when(new Open("a"), "request-7").thenReply("door/front request-7");
    }
}
