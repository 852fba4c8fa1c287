package io.stockcluster.actors;

/** How many copies, the owner's own among them, must hold a change before its answer goes out. */
public sealed interface Consistency {

    /** The owner alone; the others follow. */
    static Consistency eventual() {
        return new Eventual();
    }

    /** More than half of the copies. */
    static Consistency quorum() {
        return new Quorum();
    }

    /** All of them. */
    static Consistency strong() {
        return new Strong();
    }

    /** At least {@code copies}. */
    static Consistency atLeast(int copies) {
        return new AtLeast(copies);
    }

    /** The number of copies that this asks for, of {@code factor} in all. */
    int of(int factor);

    /** {@link #eventual()}. */
    record Eventual() implements Consistency {
        @Override
        public int of(int factor) {
            return 1;
        }

        @Override
        public String toString() {
            return "eventual";
        }
    }

    /** {@link #quorum()}. */
    record Quorum() implements Consistency {
        @Override
        public int of(int factor) {
            return factor / 2 + 1;
        }

        @Override
        public String toString() {
            return "quorum";
        }
    }

    /** {@link #strong()}. */
    record Strong() implements Consistency {
        @Override
        public int of(int factor) {
            return factor;
        }

        @Override
        public String toString() {
            return "strong";
        }
    }

    /** {@link #atLeast(int)}. */
    record AtLeast(int copies) implements Consistency {
        public AtLeast {
            if (copies < 1) {
                throw new IllegalArgumentException("atLeast(" + copies + ") is no number of copies: use 1 or more");
            }
        }

        @Override
        public int of(int factor) {
            return copies;
        }

        @Override
        public String toString() {
            return "at-least:" + copies;
        }
    }
}
