package io.stockcluster.node.stock;

/** What a pot can be asked: to record something that happened to its stock, or what it holds. */
public sealed interface PotCommand permits PotWrite, PotCommand.ReadLevel {

    /** How much there is. */
    record ReadLevel() implements PotCommand {}
}
