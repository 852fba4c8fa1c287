package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorId;
import java.time.Duration;

/**
 * A message that leaves this node, and how it may.
 *
 * @param to whom it is for
 * @param message what is said
 * @param id what it is known by, the same at each try; empty for the engine's own
 * @param repeatable whether it may be handled twice
 * @param settle whether the asker wants to know what is on its way to other actors, to see it arrive
 * @param limit how long it may take
 * @param context what goes along, see {@link io.stockcluster.actors.Observer}
 */
record Outgoing(
        ActorId to, Object message, String id, boolean repeatable, boolean settle, Duration limit, String context) {}
