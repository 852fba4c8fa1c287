package io.stockcluster.node.cli;

/** A command understood what it should do, and could not. The message is for whoever called it. */
final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Failed(String message, Throwable cause) {
        super(message, cause);
    }
}
