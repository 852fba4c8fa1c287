package io.stockcluster.node.access;

import java.util.List;

/**
 * A job and what it may do.
 *
 * @param name as tokens carry it
 * @param permissions in the order they were given
 * @param locationScoped whether a token's locations limit it
 */
public record Job(String name, List<String> permissions, boolean locationScoped) {
    public Job {
        permissions = List.copyOf(permissions);
    }
}
