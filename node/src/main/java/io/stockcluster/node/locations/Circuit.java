package io.stockcluster.node.locations;

/** Whether a Location API is asked. */
public enum Circuit {
    /** It is. */
    CLOSED,
    /** The next question, or one that is under way, is a test. */
    HALF_OPEN,
    /** It is left alone, and questions fail at once. */
    OPEN
}
