package io.stockcluster.actors.engine;

import io.stockcluster.actors.Send;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages that an actor has sent, until their receivers have them.
 *
 * @param host who numbers them: a random number of the owner's process; 0 where the next message begins an epoch
 * @param last the last message sent
 * @param pending those that are not known to have arrived, in their order
 */
record Outbox(long host, Stamp last, List<Sent> pending) {

    static final Outbox EMPTY = new Outbox(0, Stamp.NONE, List.of());

    /**
     * A message on its way.
     *
     * @param stamp its place among all that its sender ever sent
     * @param after the message to the same receiver that must arrive first; {@link Stamp#NONE} where that has happened
     * @param type the receiver's
     * @param key the receiver's
     * @param message for the receiver's behaviour
     * @param context under what it was sent, see {@link io.stockcluster.actors.Observer}
     */
    record Sent(Stamp stamp, Stamp after, String type, String key, Object message, String context) {

        private String receiver() {
            return type + "/" + key;
        }
    }

    /**
     * The messages as they would leave next.
     *
     * @param owner the process that numbers them
     * @param epoch a random number, for where that one has not numbered the last
     * @param context see {@link Sent#context}
     */
    List<Sent> numbered(List<Send> sends, long owner, long epoch, String context) {
        Map<String, Stamp> latest = new HashMap<>();
        for (Sent sent : pending) {
            latest.put(sent.receiver(), sent.stamp());
        }
        List<Sent> numbered = new ArrayList<>(sends.size());
        Stamp stamp = host == owner ? last : new Stamp(epoch, 0);
        for (Send send : sends) {
            stamp = new Stamp(stamp.epoch(), stamp.number() + 1);
            Stamp before = latest.put(send.to().toString(), stamp);
            numbered.add(new Sent(
                    stamp,
                    before == null ? Stamp.NONE : before,
                    send.to().type(),
                    send.to().key(),
                    send.message(),
                    context));
        }
        return numbered;
    }

    /** With more messages, which that process has numbered. */
    Outbox with(long owner, List<Sent> sent) {
        List<Sent> all = new ArrayList<>(pending.size() + sent.size());
        all.addAll(pending);
        all.addAll(sent);
        return new Outbox(owner, sent.getLast().stamp(), List.copyOf(all));
    }

    Outbox without(Set<Stamp> arrived) {
        return new Outbox(
                host,
                last,
                pending.stream().filter(sent -> !arrived.contains(sent.stamp())).toList());
    }

    /**
     * What has not arrived on either side of a split. What arrived on one side only is sent again: the receiver knows
     * it. Whoever sends next begins an epoch, since both sides may have used the same numbers of this one.
     */
    Outbox union(Outbox other) {
        if (isEmpty() && other.isEmpty()) {
            return EMPTY;
        }
        Set<Stamp> known = new HashSet<>();
        pending.forEach(sent -> known.add(sent.stamp()));
        List<Sent> all = new ArrayList<>(pending);
        other.pending.stream().filter(sent -> known.add(sent.stamp())).forEach(all::add);
        return new Outbox(0, Stamp.NONE, List.copyOf(all));
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }
}
