package io.stockcluster.node.management;

import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.Load;
import io.stockcluster.actors.ShardTable;
import io.stockcluster.actors.Whereabouts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A node's view of its cluster as JSON. */
final class Views {

    private Views() {}

    static String text(ClusterView.State state) {
        // To those who look from outside, a node that brings its actors into the larger side of a split joins anew.
        return (state == ClusterView.State.MERGING ? ClusterView.State.JOINING : state)
                .name()
                .toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> cluster(String name, ClusterView view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        view.oldest().ifPresent(oldest -> json.put("oldest", oldest));
        json.put("members", view.members().stream().map(Views::member).toList());
        json.put("expectedSize", view.expectedSize());
        json.put("quorum", view.quorum());
        return json;
    }

    private static Map<String, Object> member(ClusterView.Member member) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", member.node());
        json.put("id", member.id());
        json.put("state", text(member.state()));
        return json;
    }

    static Map<String, Object> shards(ClusterView.Shards shards) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", shards.total());
        json.put("owned", shards.owned());
        json.put("copies", shards.copies());
        json.put("lost", shards.lost());
        json.put("underReplicated", shards.underReplicated());
        return json;
    }

    static Map<String, Object> table(ShardTable table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", table.version());
        json.put("shards", table.shards().stream().map(Views::shard).toList());
        return json;
    }

    static Map<String, Object> loaded(Map<String, Load> types) {
        Map<String, Object> json = new LinkedHashMap<>();
        types.forEach((type, load) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("loaded", load.actors());
            one.put("bytes", load.bytes());
            json.put(type, one);
        });
        return json;
    }

    static Map<String, Object> actor(Whereabouts found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", found.actor().type());
        json.put("key", found.actor().key());
        json.put("shard", found.shard());
        json.put("copies", found.copies());
        json.put("version", found.version());
        json.put("loaded", found.loaded());
        json.put("bytes", found.bytes());
        return json;
    }

    private static Map<String, Object> shard(ShardTable.Shard shard) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shard", shard.number());
        json.put("copies", shard.copies());
        return json;
    }
}
