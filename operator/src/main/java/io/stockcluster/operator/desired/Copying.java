package io.stockcluster.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.stockcluster.crds.v1.StockClusterSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What nodes are told of copies.
 *
 * @param factor how many of each pot there are
 * @param consistency how many of them hold a write before it is answered, as the spec says it
 */
public record Copying(int factor, String consistency) {

    private static final String FACTOR = "REPLICATION_FACTOR";
    private static final String CONSISTENCY = "REPLICATION_CONSISTENCY";
    private static final String AT_LEAST = "at-least:";

    /** Nodes are never told to wait for more copies than there are. */
    public Copying {
        if (consistency.startsWith(AT_LEAST)) {
            consistency = atLeast(Math.min(factor, Integer.parseInt(consistency.substring(AT_LEAST.length()))));
        }
    }

    private static String atLeast(int copies) {
        return AT_LEAST + copies;
    }

    /** As the nodes understand the consistency. */
    public int awaited() {
        return switch (consistency) {
            case "eventual" -> 1;
            case "quorum" -> factor / 2 + 1;
            case "strong" -> factor;
            default -> Integer.parseInt(consistency.substring(AT_LEAST.length()));
        };
    }

    /** What pods of that spec were told; nothing where somebody has changed it. */
    public static Optional<Copying> of(PodSpec pods) {
        return value(pods, FACTOR, "[1-7]")
                .flatMap(factor -> value(pods, CONSISTENCY, "eventual|quorum|strong|at-least:[1-7]")
                        .map(consistency -> new Copying(Integer.parseInt(factor), consistency)));
    }

    private static Optional<String> value(PodSpec pods, String name, String form) {
        return pods.getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .filter(value -> value != null && value.matches(form))
                .findFirst();
    }

    List<EnvVar> environment() {
        return List.of(
                Environment.value(FACTOR, Integer.toString(factor)), Environment.value(CONSISTENCY, consistency));
    }

    /** How many copies there are to be: without a word on it, a cluster keeps as many as it has. */
    public static int wanted(StockClusterSpec spec, List<Copying> inForce) {
        Integer asked = spec.replication().factor();
        return asked == null && !inForce.isEmpty() ? inForce.getFirst().factor() : spec.copies();
    }

    /**
     * What nodes are to be told next. While they differ in how many copies they keep, no more than the fewest are there for
     * sure. So no owner, of the old or of the new pods, may wait for more than that: with more copies the wait for more of
     * them comes afterwards, with fewer copies the wait for fewer comes before. The second step begins when the first is
     * complete: only then are all copies there, and what all pods run is known, should one have to go back to it.
     *
     * @param inForce what new pods are told now, and then what each running one was told; empty for a new cluster
     * @param complete whether every pod runs what it is told, and every copy is there
     */
    public static Copying next(StockClusterSpec spec, List<Copying> inForce, boolean complete) {
        Copying wanted = new Copying(wanted(spec, inForce), spec.replication().consistency());
        if (inForce.isEmpty()) {
            return wanted;
        }
        Copying now = inForce.getFirst();
        int fewest = inForce.stream().mapToInt(Copying::factor).min().orElseThrow();
        int mostAwaited = mostAwaited(inForce);
        boolean alike = inForce.stream().allMatch(copying -> copying.factor() == fewest);
        boolean waitsForMore = fewest == wanted.factor() && wanted.awaited() > now.awaited();
        boolean keepsFewer = fewest > wanted.factor() && mostAwaited <= wanted.factor();
        if (alike && !complete && (waitsForMore || keepsFewer)) {
            return now;
        }
        if (mostAwaited > wanted.factor()) {
            // A pod that does not start may have been told of fewer copies than an owner waits for: none else must be.
            return new Copying(Math.max(fewest, mostAwaited), atLeast(Math.min(fewest, wanted.factor())));
        }
        return wanted.awaited() <= fewest ? wanted : new Copying(wanted.factor(), atLeast(fewest));
    }

    public static int mostAwaited(Collection<Copying> inForce) {
        return inForce.stream().mapToInt(Copying::awaited).max().orElse(0);
    }
}
