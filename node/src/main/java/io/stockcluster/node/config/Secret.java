package io.stockcluster.node.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that no log and no error may show. */
public record Secret(String value) {

    /** Compares in a time that does not tell how much of the guess was right. */
    public boolean is(String guess) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
