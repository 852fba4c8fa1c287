package io.stockcluster.node.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that has found its route. */
public interface Call {

    /** The part of the path that the route's {@code {name}} stands for; nothing, where it is no percent-encoded UTF-8. */
    Optional<String> path(String name);

    /** The path as it was sent, without the query. */
    String rawPath();

    /** The values of a query parameter. */
    List<String> query(String name);

    /** The header, where it is there just once. */
    Optional<String> header(String name);

    /** Whether it came from this very machine. */
    boolean fromLoopback();

    /**
     * The members of the body's object.
     *
     * @throws Refusal the body is too large, no JSON, or no object
     */
    Map<String, Object> body();
}
