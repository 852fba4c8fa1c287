package io.stockcluster.node.telemetry;

import java.util.Set;

/**
 * What a persistent store would tell. There is none in this release, so all of it is 0: told all the same, so that what
 * is drawn or watched can be told from what is unknown, and goes on when there is one.
 */
final class StoreMeters {

    private StoreMeters() {}

    /** On a node that hosts actors of those types. */
    static void register(Meters meters, Set<String> types) {
        for (String type : types) {
            meters.counter(
                    "stock.actors.passivated",
                    "Actors that left memory since nobody used them: always 0, until there is a store to fetch them from",
                    "type",
                    type);
        }
        meters.timer(
                "stock.journal.append",
                "How long it took to append to the journal: nothing is appended, until there is a journal");
        meters.gauge(
                "stock.journal.unsaved",
                "Changes that the journal has not saved yet: always 0, until there is a journal",
                () -> 0);
    }
}
