package io.stockcluster.operator.status;

import io.stockcluster.operator.rollout.Decision;
import io.stockcluster.operator.rollout.Plan;
import io.stockcluster.operator.rollout.Unmet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What people are told: the reason in a word, and a sentence.
 *
 * @param isWarning whether it is bad news
 */
public record Told(String reason, String sentence, boolean isWarning) {

    private static final Set<Reason> BAD_NEWS = EnumSet.of(Reason.UNDRAINED, Reason.DELETED, Reason.ROLLED_BACK);

    private Told(Reason reason, String sentence) {
        this(reason.word(), sentence, BAD_NEWS.contains(reason));
    }

    static Told beginning() {
        return new Told(Reason.WAITING, "The cluster comes to be");
    }

    static Told of(Plan plan) {
        return switch (plan.decision()) {
            case Decision.Rest rest -> new Told(Reason.AS_WISHED, "Nothing is to be done");
            case Decision.Wait wait -> new Told(Reason.WAITING, waiting(wait));
            case Decision.Drain drain ->
                new Told(
                        Reason.DRAINING,
                        "%s hands its shards over, since %s"
                                .formatted(drain.pod().name(), drain.reason().clause()));
            case Decision.Undrain undrain ->
                new Told(
                        Reason.UNDRAINED,
                        "%s takes its share of the shards again: %s"
                                .formatted(undrain.pod().name(), undrain.because()));
            case Decision.Evict evict ->
                new Told(
                        Reason.EVICTED,
                        "%s is evicted, since %s; it owns nothing and holds no copy"
                                .formatted(evict.pod().name(), evict.reason().clause()));
            case Decision.Delete delete ->
                new Told(
                        Reason.DELETED,
                        "%s is deleted: %s"
                                .formatted(delete.pod().name(), delete.reason().clause()));
            case Decision.RollBack back ->
                new Told(Reason.ROLLED_BACK, "The actor nodes go back to what they last ran: " + back.because());
            case Decision.Resize resize ->
                new Told(
                        Reason.RESIZED,
                        "There are to be %d actor pods now: %s".formatted(resize.replicas(), resize.because()));
            case Decision.Expect expect ->
                new Told(
                        Reason.SIZE_TOLD,
                        "The actor nodes are told to expect %d of each other".formatted(expect.size()));
        };
    }

    /** Where the nodes are, and what a person can do. */
    static String rolledBack(String because) {
        return because
                + ". The actor nodes run what they last ran, and the HTTP nodes stay as they are; a corrected spec is"
                + " tried at once, and the same again after another value of the annotation stockcluster.io/restart";
    }

    private static String waiting(Decision.Wait wait) {
        return wait.unmet().stream().findFirst().map(Told::waiting).orElse("Waits");
    }

    static String waiting(Unmet unmet) {
        return "%s: %s".formatted(unmet.check().word(), unmet.sentence());
    }

    /** Of what was done, as an event; waiting and resting are none. */
    public static Optional<Told> event(Plan plan) {
        boolean done = !(plan.decision() instanceof Decision.Rest || plan.decision() instanceof Decision.Wait);
        return done ? Optional.of(of(plan)) : Optional.empty();
    }
}
