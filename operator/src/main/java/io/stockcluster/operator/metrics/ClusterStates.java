package io.stockcluster.operator.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which clusters there are, and whether each is ready. A cluster that is gone leaves nothing behind. */
final class ClusterStates implements Series {

    private static final String NAME = "stockcluster_operator_cluster_ready";

    private final Map<String, Boolean> ready = new ConcurrentSkipListMap<>();

    void put(String namespace, String name, boolean isReady) {
        ready.put(labels(namespace, name), isReady);
    }

    void remove(String namespace, String name) {
        ready.remove(labels(namespace, name));
    }

    int size() {
        return ready.size();
    }

    void clear() {
        ready.clear();
    }

    @Override
    public void write(StringBuilder text) {
        Series.head(text, NAME, "gauge", "1 where a cluster is as its spec asks, else 0.");
        ready.forEach((labels, isReady) ->
                text.append(NAME).append(labels).append(isReady ? " 1" : " 0").append('\n'));
    }

    private static String labels(String namespace, String name) {
        return "{namespace=%s,name=%s}".formatted(Series.quoted(namespace), Series.quoted(name));
    }
}
