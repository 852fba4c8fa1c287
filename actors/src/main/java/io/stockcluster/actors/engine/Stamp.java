package io.stockcluster.actors.engine;

/**
 * A message's place among those that its sender ever sent.
 *
 * <p>Numbers alone would not do. A sender whose every copy was lost starts anew at one, and after a split of the cluster
 * two owners of one sender both go on from the same number. So whoever comes to own a sender counts in an epoch of its
 * own, a random number that the sender's first message of that epoch sets.
 *
 * @param epoch see above; 0 only in {@link #NONE}
 * @param number from 1, within the epoch
 */
record Stamp(long epoch, long number) {

    /** No message. */
    static final Stamp NONE = new Stamp(0, 0);

    /** As ids of messages show it. */
    String text() {
        return Long.toHexString(epoch) + "-" + number;
    }
}
