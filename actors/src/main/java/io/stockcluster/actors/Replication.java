package io.stockcluster.actors;

/**
 * How often an actor's state is kept, and how many of these copies must hold a change before it is answered.
 *
 * @param factor the copies, the owner's own among them: 1 to 7
 * @param consistency how many of them an answer waits for
 */
public record Replication(int factor, Consistency consistency) {

    /** One more than the copies that Hazelcast can keep beside the owner's. */
    public static final int MAX_FACTOR = 7;

    public Replication {
        if (factor < 1 || factor > MAX_FACTOR) {
            throw new IllegalArgumentException(
                    "A replication factor of " + factor + " cannot be had: use 1 to " + MAX_FACTOR);
        }
        if (consistency.of(factor) > factor) {
            throw new IllegalArgumentException("Consistency " + consistency + " asks for " + consistency.of(factor)
                    + " copies, but the replication factor is " + factor + ": raise the factor or ask for fewer");
        }
    }

    /**
     * With the usual consistency: a quorum, or for a single copy, eventual.
     *
     * @throws IllegalArgumentException a factor that is not 1 to 7
     */
    public static Replication of(int factor) {
        return new Replication(factor, factor == 1 ? Consistency.eventual() : Consistency.quorum());
    }

    /**
     * So many copies, and how many of them an answer waits for.
     *
     * @throws IllegalArgumentException a factor that is not 1 to 7, or more copies to wait for than there are
     */
    public static Replication of(int factor, Consistency consistency) {
        return new Replication(factor, consistency);
    }

    /** The copies that must hold a change before it is answered, the owner's among them. */
    public int acknowledged() {
        return consistency.of(factor);
    }

    @Override
    public String toString() {
        return factor + " copies, " + consistency;
    }
}
