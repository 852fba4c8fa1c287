package io.stockcluster.actors.engine;

import io.stockcluster.actors.Send;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages that an actor has sent, until their receivers have them.
 *
 * @param last the number of the last message ever sent
 * @param pending those that are not known to have arrived, in their order
 */
record Outbox(long last, List<Sent> pending) {

    static final Outbox EMPTY = new Outbox(0, List.of());

    /** More than an actor sends in a millisecond, so that its numbers never get ahead of the clock. */
    private static final int NUMBERS_A_MILLISECOND_BITS = 20;

    /**
     * A message on its way.
     *
     * @param number its place among all that its sender ever sent
     * @param after the number of the message to the same receiver that must arrive first; 0 where that has happened
     * @param type the receiver's
     * @param key the receiver's
     * @param message for the receiver's behaviour
     * @param context under what it was sent, see {@link io.stockcluster.actors.Observer}
     */
    record Sent(long number, long after, String type, String key, Object message, String context) {

        private String receiver() {
            return type + "/" + key;
        }
    }

    /**
     * The messages as they would leave next.
     *
     * @param now where the first number comes from: an actor whose copies were all lost, and that begins anew, must not
     *     use numbers again that its receivers know
     * @param context see {@link Sent#context}
     */
    List<Sent> numbered(List<Send> sends, Instant now, String context) {
        if (sends.isEmpty()) {
            return List.of();
        }
        Map<String, Long> latest = new HashMap<>();
        for (Sent sent : pending) {
            latest.put(sent.receiver(), sent.number());
        }
        List<Sent> numbered = new ArrayList<>(sends.size());
        long number = last == 0 ? now.toEpochMilli() << NUMBERS_A_MILLISECOND_BITS : last;
        for (Send send : sends) {
            number++;
            Long before = latest.put(send.to().toString(), number);
            numbered.add(new Sent(
                    number,
                    before == null ? 0 : before,
                    send.to().type(),
                    send.to().key(),
                    send.message(),
                    context));
        }
        return numbered;
    }

    Outbox with(List<Sent> sent) {
        if (sent.isEmpty()) {
            return this;
        }
        List<Sent> all = new ArrayList<>(pending.size() + sent.size());
        all.addAll(pending);
        all.addAll(sent);
        return new Outbox(sent.getLast().number(), List.copyOf(all));
    }

    Outbox without(Set<Long> numbers) {
        return new Outbox(
                last,
                pending.stream()
                        .filter(sent -> !numbers.contains(sent.number()))
                        .toList());
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }
}
