package io.stockcluster.actors.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * How far an actor has received what each other actor sent it: of each, the number of the last message.
 *
 * @param last by sender
 */
record Inbox(Map<String, Long> last) {

    static final Inbox EMPTY = new Inbox(Map.of());

    boolean has(String sender, long number) {
        return last.getOrDefault(sender, 0L) >= number;
    }

    Inbox with(String sender, long number) {
        Map<String, Long> next = new HashMap<>(last);
        next.put(sender, number);
        return new Inbox(Map.copyOf(next));
    }
}
