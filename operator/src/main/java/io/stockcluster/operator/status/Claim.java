package io.stockcluster.operator.status;

import java.util.Optional;

/**
 * A condition without its times.
 *
 * @param holds empty: nobody knows
 */
record Claim(String type, Optional<Boolean> holds, String reason, String sentence) {

    Claim(String type, boolean holds, String reason, String sentence) {
        this(type, Optional.of(holds), reason, sentence);
    }

    String status() {
        return holds.map(yes -> yes ? "True" : "False").orElse("Unknown");
    }
}
