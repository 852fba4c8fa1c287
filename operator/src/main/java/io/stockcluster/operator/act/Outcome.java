package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.stockcluster.operator.observe.Obstacle;

/** What came of wanting a resource. */
sealed interface Outcome {

    /** It was there already, as it should be. */
    record Unchanged(HasMetadata live) implements Outcome {}

    /** It was written, and is now as it should be. */
    record Applied(HasMetadata live) implements Outcome {}

    /** It could not be written. */
    record Blocked(Obstacle obstacle) implements Outcome {}
}
