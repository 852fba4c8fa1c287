package io.stockcluster.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.stockcluster.operator.Clusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyingTest {

    private static final int NODES = 3;

    private static Copying copying(String text) {
        String[] halves = text.strip().split(" ", -1);
        return new Copying(Integer.parseInt(halves[0]), halves[1]);
    }

    private static Copying next(String asked, List<Copying> inForce, boolean complete) {
        String[] halves = asked.split(" ", -1);
        String factor = halves[0].equals("-") ? "" : "factor: " + halves[0] + ", ";
        String spec = "{actors: {replicas: 7}, replication: {" + factor + "consistency: '" + halves[1] + "'}}";
        return Copying.next(Clusters.demo(spec).wanted(), inForce, complete);
    }

    /** What all nodes are told, roll after roll, until nothing changes any more. */
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '|', textBlock = """
            2 quorum     | 2 quorum     | 2 quorum
            2 quorum     | 2 strong     | 2 strong
            2 quorum     | 3 quorum     | 3 quorum
            2 quorum     | 3 strong     | 3 at-least:2, 3 strong
            2 quorum     | 5 quorum     | 5 at-least:2, 5 quorum
            1 eventual   | 3 eventual   | 3 eventual
            1 eventual   | 3 quorum     | 3 at-least:1, 3 quorum
            1 quorum     | 7 strong     | 7 at-least:1, 7 strong
            3 quorum     | 2 quorum     | 2 quorum
            3 strong     | 2 strong     | 3 at-least:2, 2 strong
            5 at-least:4 | 2 eventual   | 5 at-least:2, 2 eventual
            3 quorum     | 1 quorum     | 3 at-least:1, 1 quorum
            3 quorum     | - strong     | 3 strong
            2 quorum     | - at-least:3 | 2 at-least:2
            """)
    void noOwnerEverWaitsForMoreCopiesThanEveryNodeKeeps(String from, String to, String steps) {
        List<Copying> told = new ArrayList<>();
        List<Copying> inForce = new ArrayList<>(Collections.nCopies(NODES + 1, copying(from)));
        for (int roll = 0; roll < 3; roll++) {
            for (int node = 1; node <= NODES; node++) {
                Copying next = next(to, inForce, node == 1);
                inForce.set(0, next);
                assertThat(Copying.mostAwaited(inForce))
                        .isLessThanOrEqualTo(
                                inForce.stream().mapToInt(Copying::factor).min().orElseThrow());
                inForce.set(node, next);
                if (told.isEmpty() || !told.getLast().equals(next)) {
                    told.add(next);
                }
            }
        }
        assertThat(told)
                .containsExactlyElementsOf(Stream.of(steps.split(",", -1))
                        .map(CopyingTest::copying)
                        .toList());
    }

    @Test
    void aChangeOfMindOnTheWayIsSafeAsWell() {
        List<Copying> inForce = inForce("5 at-least:2", "5 at-least:2", "2 quorum");
        assertThat(next("1 quorum", inForce, false)).isEqualTo(copying("2 at-least:1"));
        assertThat(next("2 quorum", inForce, false)).isEqualTo(copying("2 quorum"));
        assertThat(next("7 strong", inForce, false)).isEqualTo(copying("7 at-least:2"));
    }

    @Test
    void theSecondStepBeginsOnceTheFirstIsComplete() {
        List<Copying> first = inForce("3 at-least:2", "3 at-least:2");
        assertThat(next("3 strong", first, false)).isEqualTo(copying("3 at-least:2"));
        assertThat(next("3 strong", first, true)).isEqualTo(copying("3 strong"));
        assertThat(next("2 strong", first, false)).isEqualTo(copying("3 at-least:2"));
        assertThat(next("2 strong", first, true)).isEqualTo(copying("2 strong"));
    }

    @Test
    void aStepThatWasGivenUpStaysTheSame() {
        assertThat(next("3 strong", inForce("2 quorum", "2 quorum", "3 at-least:2"), false))
                .isEqualTo(copying("3 at-least:2"));
        assertThat(next("2 strong", inForce("3 strong", "3 strong", "3 at-least:2"), false))
                .isEqualTo(copying("3 at-least:2"));
        assertThat(next("2 strong", inForce("3 at-least:2", "3 at-least:2", "2 strong"), false))
                .isEqualTo(copying("2 strong"));
    }

    private static List<Copying> inForce(String... told) {
        return Stream.of(told).map(CopyingTest::copying).toList();
    }

    @Test
    void whatSomebodyWroteByHandIsNotBelieved() {
        PodSpec told = new PodSpecBuilder()
                .addNewContainer()
                .withEnv(
                        Environment.value("REPLICATION_FACTOR", "many"),
                        Environment.value("REPLICATION_CONSISTENCY", "quorum"))
                .endContainer()
                .build();
        assertThat(Copying.of(told)).isEmpty();
    }
}
