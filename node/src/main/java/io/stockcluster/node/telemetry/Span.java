package io.stockcluster.node.telemetry;

/** A piece of work in a trace. */
interface Span {

    /** What goes along with all that it leads to, a {@link Trace}'s text; empty for none. */
    String context();

    /** Names it better than was possible when it began. */
    void name(String name);

    void attribute(String name, String value);

    void end(boolean failed);

    /** One that nobody keeps. */
    record Carried(String context) implements Span {

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
