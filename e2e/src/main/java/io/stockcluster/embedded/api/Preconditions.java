package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What whoever deletes something may say about what they think it is. */
final class Preconditions {

    private Preconditions() {}

    static void check(JsonNode object, Key key, JsonNode preconditions) {
        for (String field : new String[] {"uid", "resourceVersion"}) {
            String wanted = preconditions.path(field).asText("");
            String there = object.path("metadata").path(field).asText();
            if (!wanted.isEmpty() && !wanted.equals(there)) {
                throw ApiError.conflict(
                        key,
                        "Precondition failed: %s in precondition: %s, %s in object meta: %s"
                                .formatted(field, wanted, field, there));
            }
        }
    }
}
