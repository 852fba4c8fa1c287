package io.stockcluster.actors.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactsTest {

    private static final long START = Long.MAX_VALUE - 100; // nanoTime may overflow

    private final Object connection = new Object();
    private final UUID host = new UUID(0, 1);
    private final Contacts contacts = new Contacts();

    @Test
    void what_left_before_an_answered_question_has_arrived() {
        contacts.asks(host, connection, START);
        assertThat(contacts.got(host, START + 10, START + 20)).isFalse();

        contacts.answered(host, connection, START + 20);
        assertThat(contacts.got(host, START + 10, START + 20))
                .as("not before it")
                .isFalse();

        contacts.answered(host, connection, START + 21);
        assertThat(contacts.got(host, START + 10, START + 20)).isTrue();
        assertThat(contacts.got(new UUID(0, 2), START + 10, START + 20)).isFalse();
    }

    @Test
    void an_answer_tells_nothing_of_what_left_on_the_connection_before() {
        contacts.asks(host, connection, START);
        contacts.answered(host, connection, START + 30);
        var next = new Object();
        contacts.asks(host, next, START + 40);
        contacts.answered(host, next, START + 60);

        assertThat(contacts.got(host, START + 10, START + 20)).as("was known").isTrue();
        assertThat(contacts.got(host, START + 20, START + 30))
                .as("was on its way when the connection broke")
                .isFalse();
        assertThat(contacts.got(host, START + 35, START + 45)).isFalse();
        assertThat(contacts.got(host, START + 40, START + 50)).isTrue();
    }

    @Test
    void an_answer_that_came_when_the_connection_was_another_counts_for_none() {
        contacts.asks(host, connection, START);
        contacts.asks(host, new Object(), START + 10);

        contacts.answered(host, connection, START + 30);

        assertThat(contacts.got(host, START, START + 20)).isFalse();
        assertThat(contacts.got(host, START + 10, START + 20)).isFalse();
    }

    @Test
    void who_was_not_reached_for_long_is_forgotten() {
        contacts.asks(host, connection, START);
        contacts.answered(host, connection, START + 30);

        contacts.asks(new UUID(0, 2), connection, START + 31 + Contacts.REMEMBERED.toNanos());

        assertThat(contacts.got(host, START, START + 20)).isFalse();
    }
}
