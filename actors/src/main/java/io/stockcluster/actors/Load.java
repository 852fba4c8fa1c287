package io.stockcluster.actors;

/**
 * How much there is of some actors.
 *
 * @param actors how many
 * @param bytes of their keys and states as they travel; where they are many, reckoned from some of them
 */
public record Load(long actors, long bytes) {

    public static final Load NOTHING = new Load(0, 0);

    public Load plus(Load other) {
        return new Load(actors + other.actors, bytes + other.bytes);
    }
}
