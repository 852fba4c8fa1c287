package io.stockcluster.node.web;

import java.util.List;

/**
 * A method on a path, and what answers it.
 *
 * @param path segments; those in braces stand for any text and give it a name
 * @param urgent whether it is answered however much is in flight
 */
public record Route(String method, List<String> path, boolean urgent, Endpoint endpoint) {

    /** What answers. */
    @FunctionalInterface
    public interface Endpoint {
        Answer answer(Call call);
    }

    public static Route of(String method, String path, Endpoint endpoint) {
        return new Route(method, segments(path), false, endpoint);
    }

    /** For probes: an overloaded node is not a broken one. */
    public static Route urgent(String method, String path, Endpoint endpoint) {
        return new Route(method, segments(path), true, endpoint);
    }

    /** The method and the path, with the names of what stands for any text. */
    String template() {
        return method + " /" + String.join("/", path);
    }

    boolean leads(List<String> segments) {
        if (segments.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!isName(path.get(i)) && !path.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Which segment the name stands for. */
    int indexOf(String name) {
        int index = path.indexOf("{" + name + "}");
        if (index < 0) {
            throw new IllegalArgumentException("Path " + path + " has no {" + name + "}");
        }
        return index;
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }
}
