package io.stockcluster.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private final Bodies bodies = Bodies.withinHeap(Duration.ofMillis(200));

    @AfterEach
    void close() {
        bodies.close();
    }

    @Test
    void a_body_arrives_as_it_was_sent_whatever_its_size() throws IOException {
        for (int size : new int[] {0, 1, 4095, 4096, 4097, 100_000, Bodies.LARGEST}) {
            byte[] sent = new byte[size];
            Arrays.fill(sent, (byte) 7);
            assertThat(bodies.new Room().read(new ByteArrayInputStream(sent))).isEqualTo(sent);
        }
    }

    @Test
    void one_that_is_too_large_is_read_no_further_than_to_know_that() throws IOException {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThat(bodies.new Room().read(endless)).hasSize(Bodies.LARGEST + 1);
    }

    @Test
    void one_that_does_not_come_in_time_is_given_up() {
        var never = new InputStream() {
            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                try {
                    new CountDownLatch(1).await();
                    return length;
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        };

        assertThatThrownBy(() -> bodies.new Room().read(never)).isInstanceOf(IOException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void clients_that_announce_much_and_send_little_take_no_room() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            bodies.new Room().read(new ByteArrayInputStream(new byte[100]));
        }

        assertThat(bodies.new Room().read(new ByteArrayInputStream(new byte[Bodies.LARGEST])))
                .hasSize(Bodies.LARGEST);
    }

    @Test
    void more_of_them_than_the_heap_can_bear_are_refused_until_others_are_done() throws IOException {
        List<Bodies.Room> taken = new ArrayList<>();
        assertThatThrownBy(() -> {
                    while (taken.size() < 100_000) {
                        Bodies.Room room = bodies.new Room();
                        taken.add(room);
                        room.read(new ByteArrayInputStream(new byte[Bodies.LARGEST]));
                    }
                })
                .isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).answer().status())
                .isEqualTo(503);
        assertThat(taken.size()).isGreaterThan(3);

        taken.forEach(Bodies.Room::give);

        assertThat(bodies.new Room().read(new ByteArrayInputStream(new byte[Bodies.LARGEST])))
                .hasSize(Bodies.LARGEST);
    }
}
