package io.stockcluster.actors;

/**
 * What a host had not handed over when it left.
 *
 * @param owned shards that it owned; others go on with their copies
 * @param lost of those, shards that no host which stays holds a copy of: what their actors knew is gone
 * @param copies further shards that have a copy less now
 * @param nobodyStays whether it did not try, or gave it up, since every other host was about to leave as well, or since
 *     there was no other
 */
public record LeftBehind(int owned, int lost, int copies, boolean nobodyStays) {

    /** All went to others. */
    public static final LeftBehind NOTHING = new LeftBehind(0, 0, 0, false);

    /** There was nobody to hand over to. */
    public static LeftBehind toNobody(int owned, int copies) {
        return new LeftBehind(owned, owned, copies, true);
    }

    /** Whether it held nothing, neither of its own nor a copy. */
    public boolean isNothing() {
        return owned + copies == 0;
    }
}
