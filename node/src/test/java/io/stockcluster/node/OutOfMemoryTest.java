package io.stockcluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutOfMemoryTest {

    private final OutOfMemory memory = new OutOfMemory();

    @Test
    void other_failures_are_none_of_it() {
        memory.look(new IllegalStateException("broken"));
        memory.look(new StackOverflowError());

        assertThat(memory.happened()).isFalse();
    }

    @Test
    void once_it_has_happened_it_stays_so() {
        memory.look(new OutOfMemoryError("Java heap space"));
        memory.look(new IllegalStateException("broken"));

        assertThat(memory.happened()).isTrue();
    }

    @Test
    void a_thread_that_ends_by_it_is_noticed() throws InterruptedException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            memory.watchThreads();
            Thread thread = Thread.ofPlatform().start(() -> {
                throw new OutOfMemoryError("Java heap space");
            });
            thread.join();

            assertThat(memory.happened()).isTrue();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
