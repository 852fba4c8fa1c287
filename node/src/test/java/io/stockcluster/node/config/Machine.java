package io.stockcluster.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where settings are read in tests: a machine that has these files. */
record Machine(Map<String, String> files) implements Surroundings {

    /** What a node takes from that environment, which needs no tokens unless it says so. */
    SettingsReader.Result given(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(given);
        environment.putIfAbsent("AUTH_MODE", "none");
        return SettingsReader.read(new Sources(Map.of(), environment, Map.of()), this);
    }

    /** What comes of it, where nothing is wrong. */
    Settings good(Map<String, String> environment) {
        var result = given(environment);
        assertThat(result.errors()).isEmpty();
        return result.settings().orElseThrow();
    }

    @Override
    public String hostName() {
        return "host-1";
    }

    @Override
    public boolean terminal() {
        return false;
    }

    @Override
    public String read(Path file) throws IOException {
        String text = files.get(file.toString());
        if (text == null) {
            throw new NoSuchFileException(file.toString());
        }
        return text;
    }
}
