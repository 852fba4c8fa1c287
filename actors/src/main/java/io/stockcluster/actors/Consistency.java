package io.stockcluster.actors;

/** How many copies, the owner's own among them, must hold a change before its answer goes out. */
public sealed interface Consistency {

    /**
     * The owner alone; the others follow. A change that was answered is lost if its owner dies within the moment that
     * takes; and what a cut-off owner answered last is lost unless its type has {@link ActorType#mergedBy}.
     */
    static Consistency eventual() {
        return new Eventual();
    }

    /** More than half of the copies: what was answered outlives as many hosts as there are further ones among these. */
    static Consistency quorum() {
        return new Quorum();
    }

    /** All of them: what was answered outlives all hosts but one. Without every copy's host there are no changes. */
    static Consistency strong() {
        return new Strong();
    }

    /**
     * At least {@code copies}: what was answered outlives all but one of so many hosts.
     *
     * @throws IllegalArgumentException less than one
     */
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
