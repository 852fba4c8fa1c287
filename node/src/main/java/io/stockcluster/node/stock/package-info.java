/**
 * The stock pot: one product at one location, as a behaviour, its commands, events and replies.
 *
 * <p>Whoever asks pots sends a {@link io.stockcluster.node.stock.PotCommand} and reads the {@link
 * io.stockcluster.node.stock.PotReply}; whoever starts the engine gives it a {@link
 * io.stockcluster.node.stock.StockPot} and the {@link io.stockcluster.node.stock.StockSerializers}. Nothing here knows
 * of HTTP, of locations or of a clock: all times are told.
 */
package io.stockcluster.node.stock;
