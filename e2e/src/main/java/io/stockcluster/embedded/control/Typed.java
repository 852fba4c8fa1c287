package io.stockcluster.embedded.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.stockcluster.embedded.api.ApiError;
import io.stockcluster.embedded.api.Key;
import io.stockcluster.embedded.api.Kind;
import io.stockcluster.embedded.api.Store;
import java.util.List;
import java.util.Optional;

/** The store's objects as Fabric8's classes. */
record Typed(Store store, KubernetesSerialization json) {

    <T> List<T> list(Kind kind, Class<T> type) {
        return store.list(kind).stream().map(object -> as(object, type)).toList();
    }

    <T> Optional<T> find(Kind kind, String namespace, String name, Class<T> type) {
        return store.find(new Key(kind, namespace, name)).map(object -> as(object, type));
    }

    <T> T as(ObjectNode object, Class<T> type) {
        return json.convertValue(object, type);
    }

    void create(Kind kind, HasMetadata object) {
        store.create(kind, json.convertValue(object, ObjectNode.class));
    }

    /** Does nothing where the object has gone in the meantime. */
    void report(Kind kind, HasMetadata object, Object status) {
        Key key = new Key(
                kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
        ObjectNode told = json.convertValue(status, ObjectNode.class);
        try {
            store.update(key, Store.Part.STATUS, live -> {
                if (isSame(live, object)) {
                    live.set("status", told);
                }
                return live;
            });
        } catch (ApiError gone) {
            if (gone.code() != 404) {
                throw gone;
            }
        }
    }

    /** @param grace in seconds; empty: as the object says */
    void delete(Kind kind, HasMetadata object, Optional<Long> grace) {
        Key key = new Key(
                kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
        synchronized (store) {
            if (store.find(key).filter(live -> isSame(live, object)).isPresent()) {
                store.delete(key, grace);
            }
        }
    }

    private static boolean isSame(ObjectNode live, HasMetadata object) {
        return live.at("/metadata/uid").asText().equals(object.getMetadata().getUid());
    }
}
