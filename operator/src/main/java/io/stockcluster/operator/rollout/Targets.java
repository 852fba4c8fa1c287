package io.stockcluster.operator.rollout;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which pods are to be taken and why, in which order, and how many pods there should be meanwhile.
 *
 * <p>The order: pods whose machine is to be emptied, since an eviction may come any moment; then the youngest member,
 * which has the least to lose; the oldest member last, since each change of the oldest makes every node look anew.
 *
 * @param steady how many there are to be in the end
 * @param replicas how many actor pods there should be now: those of the spec, and more while a roll needs them
 * @param refused why there are not fewer, though the spec asks for it
 */
record Targets(int steady, int replicas, Optional<String> refused, List<Taking> takings) {

    static Targets of(Snapshot cluster) {
        Optional<String> refused = refusal(cluster);
        int steady = refused.isPresent() ? cluster.set().replicas() : steady(cluster);
        List<Taking> takings = cluster.pods().stream()
                .filter(pod -> pod.ordinal() < Math.max(steady, cluster.wish().replicas()))
                .flatMap(pod -> reason(cluster, pod).map(reason -> new Taking(pod, reason)).stream())
                .sorted(ORDER)
                .toList();
        boolean healthyOneGoes = takings.stream().anyMatch(taking -> cluster.isMember(taking.pod()));
        int meanwhile =
                healthyOneGoes && refused.isEmpty() ? steady + cluster.wish().surge(steady) : steady;
        return new Targets(steady, meanwhile, refused, takings);
    }

    private static final Comparator<Taking> ORDER = Comparator.<Taking, Boolean>comparing(
                    taking -> taking.reason() != RestartReason.MACHINE_CORDONED)
            .thenComparing(taking -> taking.pod().isOldest())
            .thenComparing(
                    taking -> taking.pod().createdAt(),
                    Comparator.<Instant>naturalOrder().reversed())
            .thenComparing(taking -> taking.pod().ordinal(), Comparator.reverseOrder());

    /** Why this pod is to be taken, whatever its number. */
    private static Optional<RestartReason> reason(Snapshot cluster, ActorPod pod) {
        if (pod.terminating()) {
            return Optional.empty();
        }
        if (pod.leavesMachine()) {
            return Optional.of(RestartReason.MACHINE_CORDONED);
        }
        if (pod.restartAsked()) {
            return Optional.of(RestartReason.RESTART_REQUESTED);
        }
        return cluster.isOld(pod) ? Optional.of(RestartReason.NEW_REVISION) : Optional.empty();
    }

    /** The same for one pod, with those among the reasons that make it leave for good. */
    Optional<RestartReason> reasonFor(ActorPod pod) {
        if (pod.ordinal() >= replicas) {
            return Optional.of(RestartReason.SCALED_DOWN);
        }
        return takings.stream()
                .filter(taking -> taking.pod().uid().equals(pod.uid()))
                .map(Taking::reason)
                .findFirst();
    }

    /** Where there are to be fewer nodes than any keeps copies, they go once all keep fewer; the lost ones go at once. */
    private static int steady(Snapshot cluster) {
        int there = cluster.set().replicas();
        while (there > cluster.wish().replicas()
                && cluster.pod(there - 1).filter(cluster::isLost).isPresent()) {
            there--;
        }
        return Math.max(
                cluster.wish().replicas(),
                Math.min(there, cluster.wish().copies().most()));
    }

    private static Optional<String> refusal(Snapshot cluster) {
        int wanted = cluster.wish().replicas();
        int there = cluster.set().replicas();
        if (wanted >= there) {
            return Optional.empty();
        }
        if (wanted < 1) {
            return Optional.of("without any actor node all stock would be lost: there stay %d".formatted(there));
        }
        if (wanted < cluster.wish().copies().wanted()) {
            return Optional.of("%d nodes cannot hold %d copies of each pot: there stay %d"
                    .formatted(wanted, cluster.wish().copies().wanted(), there));
        }
        // By then there are as many copies as are wanted.
        return Gate.heapTooSmall(Heaps.of(cluster, cluster.wish().copies().wanted()), wanted)
                .map(sentence -> sentence + ": there stay " + there);
    }
}
