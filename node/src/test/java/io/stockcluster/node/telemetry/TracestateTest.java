package io.stockcluster.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TracestateTest {

    static Stream<Arguments> good() {
        return Stream.of(
                arguments(List.of("congo=t61rcWkgMzE"), "congo=t61rcWkgMzE"),
                arguments(List.of("rojo=1, congo=2"), "rojo=1,congo=2"),
                arguments(List.of("rojo=1", "congo=2"), "rojo=1,congo=2"),
                arguments(List.of("rojo=1,, ,congo=2,"), "rojo=1,congo=2"),
                arguments(List.of("1tenant@system-1=a b;c:d"), "1tenant@system-1=a b;c:d"),
                arguments(List.of(), ""),
                arguments(List.of(""), ""));
    }

    @ParameterizedTest
    @MethodSource("good")
    void it_is_handed_on_as_it_came(List<String> headers, String text) {
        assertThat(Tracestate.of(headers).text()).isEqualTo(text);
    }

    static Stream<String> bad() {
        return Stream.of(
                "congo",
                "=1",
                "congo=",
                "Congo=1",
                "con go=1",
                "congo=1=2",
                "congo=\u00e9",
                "congo=a\tb",
                "rojo=1,congo",
                "congo=1,congo=2",
                "a@b@c=1",
                numbered(33),
                "congo=" + "x".repeat(257),
                "a=" + "x".repeat(250) + ",b=" + "x".repeat(250) + ",c=" + "x".repeat(10));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void what_is_too_long_or_makes_no_sense_is_dropped_as_a_whole(String header) {
        assertThat(Tracestate.of(List.of(header))).isEqualTo(Tracestate.NONE);
    }

    @Test
    void as_much_is_handed_on_as_everybody_must() {
        assertThat(Tracestate.of(List.of(numbered(32))).entries()).hasSize(32);
        String longest = "a=" + "x".repeat(253) + ",b=" + "x".repeat(254);
        assertThat(longest).hasSize(512);
        assertThat(Tracestate.of(List.of(longest)).text()).isEqualTo(longest);
    }

    private static String numbered(int entries) {
        return IntStream.range(0, entries).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    }
}
