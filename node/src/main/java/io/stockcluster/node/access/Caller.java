package io.stockcluster.node.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who asks. */
public sealed interface Caller {

    /** Anybody, where no tokens are asked for: may do everything. */
    record Anybody() implements Caller {}

    /**
     * Whom a good token speaks of.
     *
     * @param locations those the token is limited to, if it is
     * @param until when the token ends
     */
    record Person(String subject, String name, String job, Optional<Set<String>> locations, Instant until)
            implements Caller {
        public Person {
            locations = locations.map(Set::copyOf);
        }
    }
}
