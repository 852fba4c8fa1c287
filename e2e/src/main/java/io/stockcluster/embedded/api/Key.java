package io.stockcluster.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an object is called.
 *
 * @param namespace empty where the kind has none
 */
public record Key(Kind kind, String namespace, String name) {

    public static Key of(Kind kind, JsonNode object) {
        return new Key(
                kind,
                object.at("/metadata/namespace").asText(""),
                object.at("/metadata/name").asText());
    }
}
