package io.stockcluster.operator.rollout;

/** The nodes' own rule: more than half of the expected ones must see each other. */
final class Majority {

    private Majority() {}

    static int of(int expected) {
        return expected / 2 + 1;
    }

    static boolean staysWithoutOne(int members, int expected) {
        return members - 1 >= of(expected);
    }

    /** The largest size that so many members may be told to expect and still answer. */
    static int largestFor(int members) {
        return Math.max(1, 2 * members - 1);
    }
}
