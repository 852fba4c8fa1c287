package io.stockcluster.node.stock;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pot's writes in the order in which they happened: the last ones apart, those before them as one tally, the base.
 *
 * <p>A write takes its place by its time, after those of the same time. Where the history is full, its first write goes
 * into the base for good. A write older than what the base holds can only count right after it.
 *
 * <p>The sum of it all is kept, too. A write that comes in order, as nearly all do, only changes that; a late one has
 * the writes folded anew. Immutable: the writes are copied with every addition, a few thousand bytes at most.
 */
final class History {

    static final History EMPTY = new History(Tally.NOTHING, new PotWrite[0], Tally.NOTHING);

    private final Tally base;
    private final PotWrite[] writes;
    private final Tally current;

    private History(Tally base, PotWrite[] writes, Tally current) {
        this.base = base;
        this.writes = writes;
        this.current = current;
    }

    /** As it was kept: the writes sorted by time. */
    static History of(Tally base, List<PotWrite> writes) {
        var kept = writes.toArray(PotWrite[]::new);
        return new History(base, kept, fold(base, kept, kept.length).plain());
    }

    Tally base() {
        return base;
    }

    List<PotWrite> writes() {
        return List.of(writes);
    }

    Tally current() {
        return current;
    }

    /** What there was once all had happened that happened up to the time. */
    Tally at(LocalDateTime time) {
        int place = placeOf(time);
        return place == writes.length ? current : fold(base, writes, place);
    }

    History with(PotWrite write, int limit) {
        int place = placeOf(write.time());
        var longer = new PotWrite[writes.length + 1];
        System.arraycopy(writes, 0, longer, 0, place);
        longer[place] = write;
        System.arraycopy(writes, place, longer, place + 1, writes.length - place);

        var sum = place == writes.length ? current.after(write) : fold(base, longer, longer.length);
        int tooMany = Math.max(0, longer.length - limit);
        return tooMany == 0
                ? new History(base, longer, sum.plain())
                : new History(
                        fold(base, longer, tooMany).plain(),
                        Arrays.copyOfRange(longer, tooMany, longer.length),
                        sum.plain());
    }

    /** With all of them, whatever the limit: the next write folds what is too many. */
    History with(List<PotWrite> more) {
        return more.isEmpty()
                ? this
                : of(
                        base,
                        Stream.concat(Stream.of(writes), more.stream())
                                .sorted(Comparator.comparing(PotWrite::time))
                                .toList());
    }

    /** Before the first write that happened later. */
    private int placeOf(LocalDateTime time) {
        int low = 0;
        int high = writes.length;
        // The newest first: nearly every write is newer than all before it.
        if (high > 0 && !writes[high - 1].time().isAfter(time)) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (writes[middle].time().isAfter(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Tally fold(Tally from, PotWrite[] writes, int count) {
        var tally = from;
        for (int i = 0; i < count; i++) {
            tally = tally.after(writes[i]);
        }
        return tally;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History history && base.equals(history.base) && Arrays.equals(writes, history.writes);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + Arrays.hashCode(writes);
    }

    @Override
    public String toString() {
        return current + " after " + writes.length + " writes on " + base;
    }
}
