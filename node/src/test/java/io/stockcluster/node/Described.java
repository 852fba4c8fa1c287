package io.stockcluster.node;

import io.stockcluster.node.web.Route;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The calls that an OpenAPI document describes, and those that are served, each as {@code METHOD /path}. */
public final class Described {

    private Described() {}

    /** Paths stand two spaces in, their methods four. */
    public static Set<String> calls(String document) {
        Set<String> described = new TreeSet<>();
        String path = "";
        for (String line : document.lines().toList()) {
            if (line.matches(" {2}/.*:")) {
                path = line.strip().replaceAll(":$", "");
            } else if (line.matches(" {4}(get|put|post|delete|patch|head|options|trace):")) {
                described.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return described;
    }

    public static Set<String> calls(Collection<Route> served) {
        return served.stream()
                .map(route -> route.method() + " /" + String.join("/", route.path()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
