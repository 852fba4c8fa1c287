package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/**
 * Hosts that lose each other in any order, whose questions and answers arrive late, in any order, or never: whoever changes
 * something without a host that changed something before does so in a later term. Leases never run out here, which makes it
 * harder.
 */
class TermsTest {

    /** A host's part in this. Those that it has lost do not come back to it; in life they come back as others. */
    private final class Peer {
        private final UUID id = UUID.randomUUID();
        private final Fence fence;
        private final Set<UUID> lost = new HashSet<>();

        Peer(int hosts) {
            fence = new Fence(hosts, () -> clock);
        }

        void loses(Peer other) {
            if (other != this && lost.add(other.id)) {
                fence.left();
            }
        }

        /** The question, which leads to an answer once it arrives, which does something once that does. */
        void asks(Peer other) {
            if (other == this) {
                return;
            }
            long askedAt = clock;
            long term = fence.known();
            Set<UUID> itsLosses = Set.copyOf(lost);
            onTheirWay.add(() -> {
                long answer =
                        other.fence.asked(term, () -> !other.lost.contains(id) && other.lost.containsAll(itsLosses));
                onTheirWay.add(() -> heard(other, askedAt, term, answer));
            });
        }

        private void heard(Peer other, long askedAt, long term, long answer) {
            if (answer == Ping.NO) {
                fence.lost(other.id);
            } else {
                fence.confirmed(other.id, askedAt, term, answer);
            }
        }

        void changesSomething() {
            if (fence.open()) {
                assertThat(changes)
                        .filteredOn(change -> lost.contains(change.by))
                        .allSatisfy(change -> assertThat(change.term).isLessThan(fence.term()));
                changes.add(new Change(id, fence.term()));
            }
        }
    }

    private record Change(UUID by, long term) {}

    private final List<Runnable> onTheirWay = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private long clock;

    @BeforeTry
    void startAnew() {
        onTheirWay.clear();
        changes.clear();
    }

    @Property(tries = 20_000)
    void majorities_that_have_lost_each_other_never_work_in_the_same_term(
            @ForAll @IntRange(min = 2, max = 7) int hosts, @ForAll Random random) {
        List<Peer> peers =
                IntStream.range(0, hosts).mapToObj(number -> new Peer(hosts)).toList();
        for (int step = 0; step < 500; step++) {
            clock++;
            Peer one = peers.get(random.nextInt(hosts));
            Peer other = peers.get(random.nextInt(hosts));
            int what = random.nextInt(100);
            if (what < 1) {
                one.loses(other);
            } else if (what < 30) {
                one.changesSomething();
            } else if (what < 60) {
                one.asks(other);
            } else if (!onTheirWay.isEmpty()) {
                onTheirWay.remove(random.nextInt(onTheirWay.size())).run();
            }
        }
        Statistics.label("changed something, and by how many")
                .collect(changes.stream().map(Change::by).distinct().count());
    }
}
