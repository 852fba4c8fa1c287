package io.stockcluster.node.http;

import io.stockcluster.node.locations.LocationTree;
import io.stockcluster.node.stock.PotKey;
import io.stockcluster.node.stock.PotReply;
import io.stockcluster.node.stock.PotReply.Level;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stock levels, put together from the pots that count. */
final class Levels {

    private static final LocalDateTime NEVER = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final Actors actors;

    Levels(Actors actors) {
        this.actors = actors;
    }

    /** Of the location, whatever is part of it. */
    Map<String, Object> alone(LocationTree tree, String product) {
        Map<String, Level> levels = read(tree, product);
        Map<String, Object> json = head(tree, product);
        own(tree, levels, json);
        json.put("lastUpdated", newest(levels));
        return json;
    }

    /** Of the location and all its parts. */
    Map<String, Object> withChildren(LocationTree tree, String product) {
        Map<String, Level> levels = read(tree, product);
        Map<String, Object> json = head(tree, product);
        own(tree, levels, json);
        json.put("lastUpdated", newest(levels));
        addChildren(tree, levels, json);
        return json;
    }

    private static Map<String, Object> head(LocationTree tree, String product) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("locationId", tree.location().id());
        json.put("productId", product);
        return json;
    }

    /** A location that is not tracked has nothing of its own. */
    private static void own(LocationTree tree, Map<String, Level> levels, Map<String, Object> json) {
        Level level = levels.get(tree.location().id());
        if (level != null) {
            json.put("quantity", level.quantity());
            if (level.pendingAdjustment().signum() != 0) {
                json.put("pendingAdjustment", level.pendingAdjustment());
            }
        }
    }

    /** Adds the total and the children's answers; gives the total back to the parent. */
    private static BigDecimal addChildren(LocationTree tree, Map<String, Level> levels, Map<String, Object> json) {
        Level level = levels.get(tree.location().id());
        BigDecimal total = level == null ? BigDecimal.ZERO : level.quantity();
        List<Map<String, Object>> children = new ArrayList<>();
        for (LocationTree child : tree.children()) {
            Map<String, Object> childJson = new LinkedHashMap<>();
            childJson.put("locationId", child.location().id());
            own(child, levels, childJson);
            total = total.add(addChildren(child, levels, childJson));
            children.add(childJson);
        }
        json.put("totalQuantity", plain(total));
        if (!children.isEmpty()) {
            json.put("childLocations", children);
        }
        return total;
    }

    /** Without the zeros that a sum of fractions leaves behind. */
    private static BigDecimal plain(BigDecimal total) {
        BigDecimal stripped = total.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String newest(Map<String, Level> levels) {
        return Times.text(levels.values().stream()
                .flatMap(level -> level.lastUpdated().stream())
                .max(LocalDateTime::compareTo)
                .orElse(NEVER));
    }

    /** The levels of the tracked locations, by their ids. */
    private Map<String, Level> read(LocationTree tree, String product) {
        Map<String, String> pots = new LinkedHashMap<>();
        tracked(tree).forEach(location -> pots.put(location, PotKey.of(location, product)));
        Map<String, PotReply> replies = Reads.sure(() -> actors.levels().apply(List.copyOf(pots.values())));
        Map<String, Level> levels = new LinkedHashMap<>();
        pots.forEach((location, pot) -> levels.put(location, level(replies.get(pot))));
        return levels;
    }

    private static List<String> tracked(LocationTree tree) {
        List<String> tracked = new ArrayList<>();
        addTracked(tree, tracked);
        return tracked;
    }

    private static void addTracked(LocationTree tree, List<String> tracked) {
        if (tree.location().tracked()) {
            tracked.add(tree.location().id());
        }
        tree.children().forEach(child -> addTracked(child, tracked));
    }

    private static Level level(PotReply reply) {
        return switch (reply) {
            case Level level -> level;
            case PotReply other -> throw new IllegalStateException("A pot answered a read with " + other);
        };
    }
}
