package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two releases of an application side by side, each with its own classes of the same names: what a rolling upgrade is
 * made of. See the sources in {@code evolution}.
 */
class EvolutionTest {

    private static final int TILLS = 30;

    @TempDir
    private Path compiled;

    @Test
    void in_a_cluster_of_both_each_release_understands_what_the_other_sends_and_keeps() throws Exception {
        try (var first = release("1");
                var second = release("2");
                var nodes = Nodes.ofSize(3, first.type())) {
            var old = nodes.start(0);
            nodes.start(1);
            nodes.start(2, second.type());
            var next = nodes.host(2);
            nodes.awaitSafe();

            forEachTill(till -> first.call("sell", old, till, 10));
            forEachTill(till -> second.call("sell", next, till, 20));
            assertThat(tills(till -> first.call("read", old, till)))
                    .as("whoever owns the till")
                    .containsOnly("30");

            // A new field: an owner of the first release does without it, one of the second has it.
            forEachTill(till -> second.call("sellWithTip", next, till, 100));
            assertThat(tills(till -> second.call("read", next, till))).containsOnly("130", "131");

            // A new message: an owner of the first release says that it does not know it, and changes nothing. One of
            // the
            // second handles it, by events that the copies at the first understand.
            List<String> before = tills(till -> second.call("read", next, till));
            List<String> refunds = tills(till -> second.call("refund", next, till, 5));
            List<String> after = tills(till -> first.call("read", old, till));
            for (int i = 0; i < TILLS; i++) {
                long was = Long.parseLong(before.get(i));
                if (refunds.get(i).startsWith("ActorFailed")) {
                    assertThat(refunds.get(i)).contains("does not know", "shop.Till$Refund");
                    assertThat(after.get(i)).isEqualTo("" + was);
                } else {
                    assertThat(after.get(i)).isEqualTo("" + (was - 5)).isEqualTo(refunds.get(i));
                }
            }
            assertThat(refunds).as("both releases own some").anyMatch(answer -> answer.startsWith("ActorFailed"));
            assertThat(refunds).anyMatch(answer -> !answer.startsWith("ActorFailed"));
            assertThat(tills(till -> second.call("refunds", next, till))).containsOnly("0");
        }
    }

    @Test
    void a_roll_from_release_to_release_loses_nothing_and_the_new_event_comes_with_the_last_host() throws Exception {
        try (var first = release("1");
                var second = release("2");
                var nodes = Nodes.started(3, first.type())) {
            forEachTill(till -> first.call("sell", nodes.host(0), till, 10));
            for (int i = 0; i < 3; i++) {
                nodes.host(i).drain();
                var leaving = nodes.host(i);
                await().atMost(Nodes.LIMIT).until(() -> leaving.view().state() == ClusterView.State.DRAINED);
                leaving.close();
                var next = nodes.start(i, second.type());
                nodes.awaitSafe();
                forEachTill(till -> second.call("sell", next, till, 10));
            }
            var host = nodes.host(5);
            forEachTill(till -> second.call("refund", host, till, 5));

            nodes.host(4).close();
            nodes.awaitSettled(2);
            assertThat(tills(till -> second.call("read", host, till))).containsOnly("35");
            assertThat(tills(till -> second.call("refunds", host, till)))
                    .as("the copies, too, have the new field of the state")
                    .containsOnly("1");
        }
    }

    private interface Till {
        String call(String till);
    }

    private static List<String> tills(Till question) {
        return IntStream.range(0, TILLS)
                .mapToObj(i -> question.call("till " + i))
                .toList();
    }

    private static void forEachTill(Till message) {
        assertThat(tills(message)).noneMatch(answer -> answer.contains(":"));
    }

    private Release release(String version) throws IOException, URISyntaxException {
        URL source = EvolutionTest.class.getResource("/evolution/" + version + "/Till.java");
        Path classes = Files.createDirectories(compiled.resolve(version));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        Path.of(source.toURI()).toString());
        assertThat(result).as("the compiler's word on release %s", version).isZero();
        return new Release(new URLClassLoader(new URL[] {classes.toUri().toURL()}));
    }

    /** The application, as one jar has it. */
    private record Release(URLClassLoader classes) implements AutoCloseable {

        ActorType<?, ?, ?, ?> type() {
            return (ActorType<?, ?, ?, ?>) invoke("type");
        }

        /** The answer, or the exception's name and what it says. */
        String call(String method, Object... arguments) {
            return (String) invoke(method, arguments);
        }

        private Object invoke(String name, Object... arguments) {
            try {
                var method = Arrays.stream(classes.loadClass("shop.Till").getMethods())
                        .filter(one -> one.getName().equals(name) && one.getParameterCount() == arguments.length)
                        .findFirst()
                        .orElseThrow();
                return method.invoke(null, arguments);
            } catch (InvocationTargetException e) {
                return e.getCause().getClass().getSimpleName() + ": "
                        + e.getCause().getMessage();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            classes.close();
        }
    }
}
