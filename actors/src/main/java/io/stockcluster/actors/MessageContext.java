package io.stockcluster.actors;

import java.time.Instant;

/**
 * What a behaviour may know beside its state and the message.
 *
 * @param actor whom the message is for
 * @param now the owner's clock as the message is handled
 */
public record MessageContext(ActorId actor, Instant now) {}
