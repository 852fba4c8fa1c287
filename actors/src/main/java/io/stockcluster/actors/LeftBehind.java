package io.stockcluster.actors;

/**
 * What a host had not handed over when it left.
 *
 * @param owned shards that it owned; others go on with their copies
 * @param lost of those, shards that no other host holds a copy of: what their actors knew is gone
 * @param copies further shards that have a copy less now
 */
public record LeftBehind(int owned, int lost, int copies) {

    /** All went to others. */
    public static final LeftBehind NOTHING = new LeftBehind(0, 0, 0);
}
