package io.stockcluster.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTest extends ListenerScene {

    @Test
    void one_request_more_than_the_bound_is_refused_but_a_probe_is_answered() throws Exception {
        var first = get("/slow");
        entered.await();

        var second = get("/slow").join();
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.body()).isEqualTo("{\"status\":\"Overloaded\"}");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(get("/health").join().statusCode()).isEqualTo(200);
        assertThat(listener.inFlight()).isEqualTo(1);

        free.countDown();
        assertThat(first.join().statusCode()).isEqualTo(204);
    }

    @Test
    void a_request_in_flight_finishes_while_the_port_closes() throws Exception {
        var first = get("/slow");
        entered.await();

        var closing = CompletableFuture.runAsync(listener::close);
        free.countDown();

        assertThat(first.join().statusCode()).isEqualTo(204);
        closing.join();
    }

    @Test
    void a_retiring_port_answers_and_lets_its_clients_go() {
        assertThat(get("/names/a").join().headers().firstValue("Connection")).isNotEqualTo(Optional.of("close"));

        listener.retire();

        assertThat(get("/names/a").join().statusCode()).isEqualTo(200);
        assertThat(get("/names/a").join().headers().firstValue("Connection")).contains("close");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&b=2&a=3       | 1,3",
                "a                 | ''",
                "%61=%C3%A9+       | \u00e9+",
                "a=%zz&%zz=a       | %zz",
                "a=x%              | x%",
                "b=1               |",
            })
    void a_query_is_read_whatever_it_is(String query, String values) throws Exception {
        String expected = values == null ? "" : "\"" + values.replace(",", "\",\"") + "\"";

        assertThat(raw("GET /query?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"values\":[" + expected + "]}");
        assertThat(raw("GET /nowhere?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void a_name_that_is_not_encoded_as_it_must_be_is_none() throws Exception {
        assertThat(raw("GET /names/\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("{\"name\":\"?\"}");
    }

    @Test
    void a_port_that_another_has_is_an_error() {
        assertThatThrownBy(() -> new Listener(
                        Optional.empty(),
                        port,
                        new Routes(List.of()),
                        RequestObserver.NONE,
                        failure -> Answer.status(500, ""),
                        1,
                        Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Port " + port + " cannot be opened");
    }

    @Test
    void what_a_route_throws_becomes_the_answer_that_was_asked_for() {
        assertThat(get("/broken").join().body()).isEqualTo("{\"status\":\"why\"}");
        assertThat(get("/used-up").join().body()).isEqualTo("{\"status\":\"heap\"}");
    }

    @Test
    void a_segment_is_decoded_after_the_path_was_split() {
        assertThat(get("/names/a%2Fb+%C3%A9").join().body()).isEqualTo("{\"name\":\"a/b+\u00e9\"}");
        assertThat(get("/names/%FF").join().body()).isEqualTo("{\"name\":\"?\"}");
    }

    @Test
    void what_is_no_http_is_told_so_in_json() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"status\":\"BadRequest\"}");
        assertThat(raw("GET /names/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"name\":\"?\"}");
    }
}
