package io.stockcluster.operator.observe;

/**
 * Something that keeps the operator from making what the spec asks for, and that a person must put right.
 *
 * @param sentence what is wrong, and what would be right
 */
public record Obstacle(Kind kind, String sentence) {

    /** Why, in the word that the condition gives as its reason. */
    public enum Kind {
        NO_IMAGE("NoImage"),
        NAME_TAKEN("NameTaken"),
        KIND_MISSING("KindMissing"),
        REFUSED("RefusedByKubernetes");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
