package io.stockcluster.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the operator does, step by step, for each kind of change: nodes, copies, copies that a write waits for, what
 * happens ({@link Script}), and what is then done until nothing is left to do. Waiting is left out.
 */
class ScenariosTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing is to be done                                     | 3 | 3 | 2 |                                       |
            an image rolls, the oldest member last                    | 3 | 3 | 2 | image v2                              | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            five nodes roll one after the other                       | 5 | 3 | 2 | settings v2                           | drain 4, evict 4, drain 3, evict 3, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            a pod that somebody asks to restart is taken alone        | 3 | 3 | 2 | restart 1                             | drain 1, evict 1
            a cordoned machine's pod is moved                         | 3 | 3 | 2 | cordon 0                              | drain 0, evict 0
            a cordoned machine's pod goes before the youngest         | 3 | 3 | 2 | image v2, cordon 1                    | drain 1, evict 1, drain 2, evict 2, drain 0, evict 0
            a deleted pod is made anew by Kubernetes alone            | 3 | 3 | 2 | kill 1                                |
            """)
    void oneStepAfterTheOther(String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one more is told before it comes                          | 3 | 3 | 2 | scale 4                               | expect 4, size 4
            two more come at once, as three are a majority of five    | 3 | 3 | 2 | scale 5                               | expect 5, size 5
            as many as a majority allows, then the rest               | 3 | 3 | 2 | scale 8                               | expect 5, size 5, expect 8, size 8
            from two to three                                         | 2 | 2 | 2 | scale 3                               | expect 3, size 3
            one cannot be a majority of two, so it is told afterwards | 1 | 1 | 1 | scale 2                               | size 2, expect 2
            from one to five                                          | 1 | 1 | 1 | scale 5                               | size 2, expect 3, size 3, expect 5, size 5
            from one to three                                         | 1 | 1 | 1 | scale 3                               | size 2, expect 3, size 3
            a larger cluster rolls after it has grown                 | 3 | 3 | 2 | image v2, scale 4                     | expect 4, size 4, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            growing in the middle of a roll waits for the pod         | 3 | 3 | 2 | image v2; at drain 2: scale 4         | drain 2, evict 2, expect 4, size 4, drain 1, evict 1, drain 0, evict 0
            a size that somebody set by hand is put right             | 3 | 3 | 2 | resize 4                              | expect 4, size 3, expect 3
            too small a size that somebody set by hand is put right   | 5 | 3 | 2 | resize 4                              | size 5
            """)
    void nodesAreAdded(String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one less is told once it is gone                          | 4 | 3 | 2 | scale 3                               | drain 3, size 3, expect 3
            two less go one by one                                    | 5 | 3 | 2 | scale 3                               | drain 4, size 4, expect 4, drain 3, size 3, expect 3
            of two, the one that stays is told first                  | 2 | 1 | 1 | scale 1                               | drain 1, expect 1, size 1
            fewer than the copies are refused                         | 3 | 3 | 2 | scale 2                               |
            so is none at all                                         | 1 | 1 | 1 | scale 0                               |
            so are fewer than the heaps can take                      | 4 | 1 | 1 | heap 50, scale 3                      |
            with room in the heaps they go                            | 4 | 1 | 1 | heap 40, scale 3                      | drain 3, size 3, expect 3
            a refused one does not hold up a roll                     | 3 | 3 | 2 | scale 2, image v2                     | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            the nodes that go do not roll first                       | 4 | 3 | 2 | scale 3, image v2                     | drain 3, size 3, expect 3, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            one that is not to go any more takes its share again      | 4 | 3 | 2 | scale 3; at drain 3: scale 4          | drain 3, undrain 3
            one that is to stay though two less were asked            | 5 | 3 | 2 | scale 3; at size 4: scale 4           | drain 4, size 4, expect 4
            one that Kubernetes has yet to remove stays drained       | 4 | 3 | 2 | late, scale 3                         | drain 3, size 3, expect 3
            also when it is to stay: another comes in its place       | 4 | 3 | 2 | late, scale 3; at size 3: scale 4     | drain 3, size 3, expect 4, size 4
            nodes that never joined go without ado                    | 3 | 3 | 2 | image bad, scale 4; later: scale 3    | expect 4, size 4, size 3, expect 3, drain 2, evict 2
            """)
    void nodesAreTakenAway(String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            more copies: each node is told                            | 3 | 2 | 2 | copies 3 at-least:2                   | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            fewer copies as well                                      | 3 | 3 | 2 | copies 2 at-least:2                   | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            of more nodes, too, the new ones keep more at once        | 3 | 3 | 2 | scale 5, copies 5 at-least:2          | expect 5, size 5, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            of fewer nodes all keep fewer before the first one goes   | 3 | 3 | 2 | scale 2, copies 2 at-least:2          | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0, drain 2, size 2, expect 2
            to wait for more copies, too, takes a second round        | 3 | 2 | 2 | copies 3 strong                       | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0, expect 4, size 4, drain 1, evict 1, drain 2, evict 2, drain 0, evict 0, drain 3, size 3, expect 3
            so does to wait for fewer, before there are fewer         | 4 | 3 | 3 | copies 2 strong                       | drain 3, evict 3, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0, drain 1, evict 1, drain 2, evict 2, drain 3, evict 3, drain 0, evict 0
            what is wrong in the second goes back to the first's end  | 4 | 3 | 3 | goback, copies 2 strong; at evict 2 again: image bad | drain 3, evict 3, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0, drain 1, evict 1, drain 2, evict 2, go back, delete 2, drain 1, evict 1
            back again in the middle of it, the untouched node stays  | 3 | 2 | 2 | copies 3 at-least:2; at drain 1: copies 2 at-least:2 | drain 2, evict 2, drain 1, undrain 1, drain 2, evict 2
            more copies than the heaps can take are not begun         | 3 | 2 | 2 | heap 50, copies 3 at-least:2          |
            """)
    void copiesAreChanged(String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a lost machine alone is waited for                        | 4 | 3 | 2 | lose 3                                |
            so is it with another image                               | 4 | 3 | 2 | lose 3, image v2; later: give 3       | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            its node need not be there where fewer are wanted         | 4 | 3 | 2 | lose 3, scale 3                       | size 3, expect 3
            nor does it hold up a roll then                           | 4 | 3 | 2 | lose 3, scale 3, image v2             | size 3, expect 3, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            nor fewer copies, after which further nodes go            | 5 | 5 | 3 | lose 4, scale 3, copies 3 at-least:3  | size 4, expect 4, drain 3, evict 3, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0, drain 3, size 3, expect 3
            nor does it when it is lost in the middle of that         | 5 | 5 | 3 | scale 3, copies 3 at-least:3; at drain 2: lose 4 | drain 4, evict 4, drain 3, evict 3, drain 2, undrain 2, size 4, expect 4, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0, drain 3, size 3, expect 3
            of three it is needed while the other two are replaced    | 3 | 3 | 2 | lose 2, scale 2, copies 2 at-least:2; later: give 2 | size 2, expect 2, expect 3, size 3, drain 1, evict 1, drain 0, evict 0, drain 2, size 2, expect 2
            one of a lower number comes back before others go         | 4 | 3 | 2 | lose 0, scale 3; later: give 0        | drain 3, size 3, expect 3
            with silent nodes nobody knows what it holds              | 5 | 5 | 3 | silence 1, lose 4, scale 3, copies 3 at-least:3 |
            """)
    void aMachineIsLost(String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            two nodes: a third comes, so that a majority stays        | 2 | 2 | 2 | image v2                              | expect 3, size 3, drain 1, evict 1, drain 0, evict 0, drain 2, size 2, expect 2
            one node: two come, and all it holds moves on             | 1 | 1 | 1 | image v2                              | size 2, expect 3, size 3, drain 0, evict 0, drain 2, size 2, expect 2, drain 1, expect 1, size 1
            strong writes wait for all three: a fourth comes          | 3 | 3 | 3 | image v2                              | expect 4, size 4, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0, drain 3, size 3, expect 3
            strong writes with a node to spare need no further one    | 4 | 3 | 3 | restart 3                             | drain 3, evict 3
            two nodes that need but one copy still need a majority    | 2 | 2 | 1 | restart 0                             | expect 3, size 3, drain 0, evict 0, drain 2, size 2, expect 2
            """)
    void aRollThatWouldLeaveTooFewAddsSomeFirst(
            String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a new image that cannot start stops the roll              | 3 | 3 | 2 | image bad                             | drain 2, evict 2
            a corrected image goes on past the broken pod             | 3 | 3 | 2 | image bad; later: image v2            | drain 2, evict 2, delete 2, drain 1, evict 1, drain 0, evict 0
            back to the old image, only the broken pod is taken       | 3 | 3 | 2 | image bad; later: image v1            | drain 2, evict 2, delete 2
            a second wrong image is tried on the broken pod alone     | 3 | 3 | 2 | image bad; later: image bad2          | drain 2, evict 2, delete 2
            changed back while a node drains, nothing is taken        | 3 | 3 | 2 | image v2; at drain 2: image v1        | drain 2, undrain 2
            changed again while a node drains, it goes on             | 3 | 3 | 2 | image v2; at drain 2: image v3        | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            changed again in the middle, all go to the newest         | 3 | 3 | 2 | image v2; at drain 1: image v3        | drain 2, evict 2, drain 1, evict 1, drain 2, evict 2, drain 0, evict 0
            a pod that dies while another drains is waited for        | 3 | 3 | 2 | image v2; at drain 2: kill 0          | drain 2, undrain 2, drain 2, evict 2, drain 1, evict 1
            the pod that drains dies                                  | 3 | 3 | 2 | image v2; at drain 2: kill 2          | drain 2, drain 1, evict 1, drain 0, evict 0
            a pod that dies while another starts is waited for        | 3 | 3 | 2 | image v2; at evict 2: kill 0          | drain 2, evict 2, drain 1, evict 1
            a node that does not answer any more holds all up         | 3 | 3 | 2 | image v2; at evict 2: silence 0       | drain 2, evict 2
            one that stops answering while another drains, too        | 3 | 3 | 2 | image v2; at drain 2: silence 0       | drain 2
            none goes, not even one unready, where all are silent     | 3 | 2 | 1 | silence 0, silence 1, silence 2, drain 2, scale 2 |
            a drain that failed is begun again                        | 3 | 3 | 2 | image v2; at drain 2: undrain 2       | drain 2, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            an operator that forgot everything goes on                | 3 | 3 | 2 | image v2; at drain 2: forget          | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            the same after the pod was taken                          | 3 | 3 | 2 | image v2; at evict 2: forget          | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            a node that somebody drained by hand takes its share      | 3 | 3 | 2 | drain 1                               | undrain 1
            unless it was to go anyway                                | 3 | 3 | 2 | image v2, drain 1                     | evict 1, drain 2, evict 2, drain 0, evict 0
            of two that drain, one takes its share again              | 3 | 3 | 2 | image v2; at drain 2: drain 1         | drain 2, undrain 2, evict 1, drain 2, evict 2, drain 0, evict 0
            """)
    void whateverHappensMeanwhile(
            String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            what does not start in time is given up                   | 3 | 3 | 2 | goback, image bad                     | drain 2, evict 2, go back, delete 2
            a corrected image is tried at once                        | 3 | 3 | 2 | goback, image bad; later: image v2    | drain 2, evict 2, go back, delete 2, drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            also before it has gone back                              | 3 | 3 | 2 | goback, image bad; at evict 2: image v2 | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            the same as before is nothing more to do                  | 3 | 3 | 2 | goback, image bad; later: image v1    | drain 2, evict 2, go back, delete 2
            a second wrong one is tried, and given up as well         | 3 | 3 | 2 | goback, image bad; later: image bad2  | drain 2, evict 2, go back, delete 2, drain 2, evict 2, go back, delete 2
            an operator that forgot what it gave up tries it again    | 3 | 3 | 2 | goback, image bad; at delete 2: forget | drain 2, evict 2, go back, delete 2, drain 2, evict 2, go back, delete 2
            told to halt instead, the wrong one is tried again        | 3 | 3 | 2 | goback, image bad; later: halt        | drain 2, evict 2, go back, delete 2, drain 2, evict 2
            it goes back from whatever was wrong, to what all ran     | 3 | 3 | 2 | goback, image v2; at evict 2: image bad | drain 2, evict 2, go back, delete 2
            paused, it does not go back                               | 3 | 3 | 2 | goback, image bad; at evict 2: pause  | drain 2, evict 2
            with more nodes asked for, it goes back as well           | 3 | 3 | 2 | goback, image bad, scale 4            | expect 4, size 4, go back, delete 3
            a plan need not be approved to go back                    | 3 | 3 | 2 | goback, manually, image bad, approve  | drain 2, evict 2, go back, delete 2
            """)
    void aRevisionThatDoesNotStartIsGivenUpWhereTheSpecAsksForThat(
            String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            outside of the windows nothing is begun                   | 3 | 3 | 2 | closed, image v2                      |
            once one opens, it is                                     | 3 | 3 | 2 | opens 6, image v2                     | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            what was begun is ended                                   | 3 | 3 | 2 | image v2; at drain 2: closed          | drain 2, evict 2
            and goes on in the next window                            | 3 | 3 | 2 | image v2; at drain 2: closed; later: open | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            a restart that somebody asks for waits, too               | 3 | 3 | 2 | closed, restart 1                     |
            fewer nodes wait                                          | 4 | 3 | 2 | closed, scale 3                       |
            more nodes disturb nobody                                 | 3 | 3 | 2 | closed, scale 4                       | expect 4, size 4
            a cordoned machine is emptied at any time                 | 3 | 3 | 2 | closed, image v2, cordon 1            | drain 1, evict 1
            a pod that cannot start does not wait                     | 3 | 3 | 2 | image bad; later: closed, image v2    | drain 2, evict 2, delete 2
            a node that somebody drained by hand takes its share      | 3 | 3 | 2 | closed, drain 1                       | undrain 1
            an approved plan waits for its window                     | 3 | 3 | 2 | closed, manually, image v2, approve; later: open | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            """)
    void nodesAreTakenInWindows(
            String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a paused cluster is left as it is                         | 3 | 3 | 2 | image v2, scale 5, pause              |
            a pause in the middle leaves the drained node drained     | 3 | 3 | 2 | image v2; at drain 2: pause           | drain 2
            a plan that nobody approved is not executed               | 3 | 3 | 2 | manually, image v2                    |
            an approved plan is executed                              | 3 | 3 | 2 | manually, image v2, approve           | drain 2, evict 2, drain 1, evict 1, drain 0, evict 0
            a plan that no longer fits is not executed                | 3 | 3 | 2 | manually, image v2, approve, image v3 |
            nor gone on with                                          | 3 | 3 | 2 | manually, image v2, approve; at drain 1: image v3 | drain 2, evict 2, drain 1, undrain 1
            a further size is a further plan                          | 3 | 3 | 2 | manually, image v2, approve; at evict 2: scale 4 | drain 2, evict 2
            fewer nodes need approval                                 | 4 | 3 | 2 | manually, scale 3                     |
            approved, they go                                         | 4 | 3 | 2 | manually, scale 3, approve            | drain 3, size 3, expect 3
            a pod that cannot start needs none                        | 3 | 3 | 2 | image bad; later: manually, image v1  | drain 2, evict 2, delete 2
            """)
    void peopleDecide(String name, int nodes, int factor, int acknowledged, String happens, String decisions) {
        assertDecisions(nodes, factor, acknowledged, happens, decisions);
    }

    private static void assertDecisions(int nodes, int factor, int acknowledged, String happens, String decisions) {
        World world = World.running(nodes, factor, acknowledged);
        List<String> made = new Script(world, happens == null ? "" : happens).run();
        assertThat(String.join(", ", made)).isEqualTo(decisions == null ? "" : decisions);
    }
}
