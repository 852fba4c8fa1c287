package io.stockcluster.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private final Bodies bodies = Bodies.withinHeap();

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
