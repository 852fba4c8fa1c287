package io.stockcluster.operator.observe;

/**
 * Something that keeps the operator from making what the spec asks for, and that a person must put right.
 *
 * @param sentence what is wrong, and what would be right
 */
public record Obstacle(Kind kind, String sentence) {

    /** What kind of thing that is. */
    public enum Kind {
        NO_IMAGE,
        NAME_TAKEN,
        KIND_MISSING,
        REFUSED
    }
}
