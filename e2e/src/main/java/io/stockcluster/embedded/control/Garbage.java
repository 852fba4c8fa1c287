package io.stockcluster.embedded.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockcluster.embedded.api.Key;
import io.stockcluster.embedded.api.Store;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deletes what belonged to something that is gone. */
final class Garbage {

    private final Store store;

    Garbage(Store store) {
        this.store = store;
    }

    void sync() {
        synchronized (store) {
            Map<Key, ObjectNode> all = store.all();
            Set<String> there = new HashSet<>();
            all.values().forEach(object -> there.add(object.at("/metadata/uid").asText()));
            all.forEach((key, object) -> {
                if (isOrphan(object, there)) {
                    store.delete(key, Optional.empty());
                }
            });
        }
    }

    private static boolean isOrphan(ObjectNode object, Set<String> there) {
        JsonNode owners = object.at("/metadata/ownerReferences");
        for (JsonNode owner : owners) {
            if (there.contains(owner.path("uid").asText())) {
                return false;
            }
        }
        return !owners.isEmpty() && !object.path("metadata").has("deletionTimestamp");
    }
}
