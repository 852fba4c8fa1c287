package io.stockcluster.node.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code --name value} or {@code --name=value}, in any order; some may be there several times. */
final class Options {

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final String usage;

    private Options(String usage) {
        this.usage = usage;
    }

    static boolean askForHelp(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    static Options parse(List<String> arguments, Set<String> known, Set<String> repeatable, String usage) {
        Options options = new Options(usage);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!known.contains(name)) {
                throw new BadUsage("'" + argument + "' is no option", usage);
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new BadUsage(name + " needs a value", usage);
            }
            List<String> values = options.given.computeIfAbsent(name, ignored -> new ArrayList<>());
            if (!values.isEmpty() && !repeatable.contains(name)) {
                throw new BadUsage(name + " is there twice", usage);
            }
            values.add(equals < 0 ? rest.next() : argument.substring(equals + 1));
        }
        return options;
    }

    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    String required(String name) {
        return one(name).filter(value -> !value.isBlank()).orElseThrow(() -> new BadUsage(name + " is missing", usage));
    }

    String or(String name, String otherwise) {
        return one(name).orElse(otherwise);
    }
}
