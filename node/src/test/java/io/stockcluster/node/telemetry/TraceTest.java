package io.stockcluster.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockcluster.node.logging.LogContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + ID + "-b7ad6b7169203331-01";
    private static final String STATE = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";

    /** Of a request with those headers, where nobody records spans. */
    private static String context(String traceparent, String... tracestate) {
        return Spans.UNRECORDED
                .request("GET", Optional.of(traceparent), List.of(tracestate))
                .context();
    }

    @Test
    void a_trace_is_continued_with_a_span_of_our_own() {
        Trace trace = Trace.in(context(PARENT)).orElseThrow();

        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("b7ad6b7169203331");
    }

    @Test
    void whether_it_is_kept_is_the_first_ones_decision() {
        String parent = "00-" + ID + "-b7ad6b7169203331-00";

        assertThat(context(parent)).matches("00-" + ID + "-[0-9a-f]{16}-00").isNotEqualTo(parent);
    }

    @Test
    void a_version_to_come_may_say_more_and_its_flags_that_mean_nothing_yet_are_not_passed_on() {
        assertThat(context("cc-" + ID + "-b7ad6b7169203331-ff-more")).matches("00-" + ID + "-[0-9a-f]{16}-03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ff-" + ID + "-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + ID + "-0000000000000000-01",
                "00-" + ID + "-01",
                "00-" + ID + "-b7ad6b7169203331-01-more"
            })
    void what_is_no_trace_makes_a_new_one_of_which_nobody_says_anything(String header) {
        Trace trace = Trace.in(context(header, STATE)).orElseThrow();

        assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
        assertThat(trace.state()).isEqualTo(Tracestate.NONE);
        assertThat(Trace.in(context(header)).orElseThrow().traceId()).isNotEqualTo(trace.traceId());
    }

    @Test
    void what_tools_say_of_a_trace_goes_along_to_the_location_api() {
        String message = Spans.UNRECORDED
                .begin("message", Spans.Kind.SERVER, context(PARENT, STATE))
                .context();
        try (var meters = new Meters()) {
            var calls = new CallWatch(Spans.UNRECORDED, meters);
            new LogContext(message, "")
                    .run(() -> assertThat(calls.begin().headers())
                            .containsEntry("tracestate", STATE)
                            .hasEntrySatisfying(
                                    "traceparent",
                                    parent -> assertThat(parent).matches("00-" + ID + "-[0-9a-f]{16}-01")));
            assertThat(calls.begin().headers()).as("what belongs to no trace").isEqualTo(Map.of());
        }
    }
}
