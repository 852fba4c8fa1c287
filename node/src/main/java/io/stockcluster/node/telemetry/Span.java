package io.stockcluster.node.telemetry;

/** A piece of work in a trace. */
interface Span {

    /** By which others belong to it; empty for none. */
    String traceparent();

    /** Names it better than was possible when it began. */
    void name(String name);

    void attribute(String name, String value);

    void end(boolean failed);

    /** One that nobody keeps. */
    record Carried(String traceparent) implements Span {

        @Override
        public void name(String name) {
            // Nobody reads it.
        }

        @Override
        public void attribute(String name, String value) {
            // Nobody reads it.
        }

        @Override
        public void end(boolean failed) {
            // Nobody reads it.
        }
    }
}
