package io.stockcluster.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void a_trace_is_continued_with_a_span_of_our_own() {
        Trace trace = Trace.continued(Optional.of("00-" + ID + "-b7ad6b7169203331-01"));

        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("b7ad6b7169203331");
    }

    @Test
    void whether_it_is_kept_is_the_first_ones_decision() {
        String parent = "00-" + ID + "-b7ad6b7169203331-00";

        assertThat(Trace.continued(Optional.of(parent)).traceparent())
                .matches("00-" + ID + "-[0-9a-f]{16}-00")
                .isNotEqualTo(parent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ff-" + ID + "-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + ID + "-0000000000000000-01",
                "00-" + ID + "-01"
            })
    void what_is_no_trace_makes_a_new_one(String header) {
        Trace trace = Trace.continued(Optional.of(header));

        assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
        assertThat(Trace.continued(Optional.empty()).traceId()).isNotEqualTo(trace.traceId());
    }
}
