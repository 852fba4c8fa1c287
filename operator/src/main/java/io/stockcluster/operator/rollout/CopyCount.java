package io.stockcluster.operator.rollout;

/**
 * How many copies of each pot there are. While the nodes are told of another number, one after the other, they differ.
 *
 * @param wanted those that the spec asks for
 * @param fewest those that every running node keeps: so many count
 * @param most those that any node keeps, or would if it were made anew
 * @param awaited those that hold a write before it is answered
 */
public record CopyCount(int wanted, int fewest, int most, int awaited) {

    /** Where all nodes were told the same, and the spec says so, too. */
    public static CopyCount settled(int copies, int awaited) {
        return new CopyCount(copies, copies, copies, awaited);
    }
}
