package io.stockcluster.node.cli;

/** A command was called in a way it does not understand. */
final class BadUsage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String usage;

    BadUsage(String message, String usage) {
        super(message);
        this.usage = usage;
    }

    /** How it is called rightly. */
    String usage() {
        return usage;
    }
}
