package io.stockcluster.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RequestLogTest {

    @Property(tries = 200)
    void remembersExactlyTheLastDistinctRequestsInTheirOrder(
            @ForAll @IntRange(min = 1, max = 600) int limit,
            @ForAll @Size(max = 1000) List<@IntRange(max = 700) Integer> requests) {
        var log = RequestLog.<Integer>ofLast(limit);
        var model = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < requests.size(); i++) {
            var id = "request-" + requests.get(i);
            log = log.with(id, i);
            model.putIfAbsent(id, i);
            if (model.size() > limit) {
                model.pollFirstEntry();
            }
        }

        assertThat(log.size()).isEqualTo(model.size());
        assertThat(log).containsExactlyElementsOf(entries(model));
        for (int i = 0; i <= 700; i++) {
            var id = "request-" + i;
            assertThat(log.find(id).orElse(null)).as(id).isEqualTo(model.get(id));
        }
    }

    @Property(tries = 200)
    void aLogMadeOfItsEntriesIsTheSameLogAndGoesOnLikeIt(
            @ForAll @IntRange(min = 1, max = 400) int limit, @ForAll @IntRange(max = 900) int requests) {
        var log = filled(limit, requests);

        var copy = RequestLog.of(limit, log.past(), log.entries().toList());

        assertThat(copy).isEqualTo(log).hasSameHashCodeAs(log);
        assertThat(copy.with("next", -1)).isEqualTo(log.with("next", -1));
    }

    @Property(tries = 200)
    void aLowerLimitForgetsTheOldestAndAHigherOneNothing(
            @ForAll @IntRange(min = 1, max = 400) int before,
            @ForAll @IntRange(min = 1, max = 400) int after,
            @ForAll @IntRange(max = 600) int requests) {
        var log = filled(before, requests);

        var changed = log.limitedTo(after);

        var all = log.entries().toList();
        assertThat(changed).containsExactlyElementsOf(all.subList(Math.max(0, all.size() - after), all.size()));
        assertThat(changed.limit()).isEqualTo(after);
    }

    @Example
    void idsWithTheSameHashAreToldApart() {
        var ids = IntStream.range(0, 256)
                .mapToObj(
                        i -> Integer.toBinaryString(256 + i).replace("0", "Aa").replace("1", "BB"))
                .toList();
        assertThat(ids.stream().mapToInt(String::hashCode).distinct().count()).isEqualTo(1);

        var log = RequestLog.<String>ofLast(1000);
        for (var id : ids) {
            log = log.with(id, "kept for " + id);
        }

        for (var id : ids) {
            assertThat(log.find(id)).contains("kept for " + id);
        }
        assertThat(log.find("Aa".repeat(9))).isEmpty();
    }

    @Example
    void anEarlierLogStaysAsItWas() {
        var one = RequestLog.<Integer>ofLast(2).with("a", 1);
        var two = one.with("b", 2);
        var three = two.with("c", 3);

        assertThat(one.find("b")).isEmpty();
        assertThat(two.find("a")).contains(1);
        assertThat(three.find("a")).isEmpty();
    }

    @Example
    void theUnionOfTwoLogsKnowsEachRequestOnceAndKeepsTheFirstLogsAnswer() {
        var larger = RequestLog.<Integer>ofLast(4).with("common", 1).with("larger", 2);
        var smaller = RequestLog.<Integer>ofLast(4).with("common", 9).with("smaller", 3);

        assertThat(larger.union(smaller))
                .containsExactly(
                        new RequestLog.Entry<>("common", 1),
                        new RequestLog.Entry<>("larger", 2),
                        new RequestLog.Entry<>("smaller", 3));
        assertThat(larger.union(larger)).isSameAs(larger);
    }

    @Property(tries = 200)
    void aLogThatWentOnLacksNothingOfWhatItWasBefore(
            @ForAll @IntRange(min = 1, max = 300) int limit,
            @ForAll @IntRange(max = 600) int before,
            @ForAll @IntRange(max = 600) int more) {
        var earlier = filled(limit, before);
        var later = filled(limit, before + Math.min(more, limit));

        assertThat(later.lacks(earlier)).isEmpty();
        assertThat(later.union(earlier)).isSameAs(later);
    }

    @Example
    void anIdThatWasForgottenAndUsedAnewIsNotTakenForTheSameRequest() {
        var common = RequestLog.<Integer>ofLast(3).with("a", 1).with("b", 2).with("c", 3);
        var anew = common.with("d", 4).with("a", 5);

        assertThat(anew.lacks(common)).isEmpty();
        assertThat(common.lacks(anew)).containsExactly(new RequestLog.Entry<>("d", 4), new RequestLog.Entry<>("a", 5));
        assertThat(common.union(anew)).isEqualTo(anew);
    }

    @Example
    void aHigherLimitSaysNothingOfWhatWasForgottenUnderTheLowerOne() {
        var common = filled(3, 10);

        assertThat(common.limitedTo(100).with("own", 1).lacks(common)).isEmpty();
        assertThat(common.lacks(common.limitedTo(100).with("own", 1)))
                .containsExactly(new RequestLog.Entry<>("own", 1));
    }

    @Example
    void ofTwoLogsThatWereNeverOneThatWhichTookLessComesLast() {
        var old = filled(3, 10);
        var fresh = RequestLog.<Integer>ofLast(3).with("fresh", 1);

        assertThat(fresh.union(old)).isEqualTo(old.with("fresh", 1)).isEqualTo(old.union(fresh));
    }

    @Example
    void aPastThatIsTooShortIsRefused() {
        var entries = filled(3, 2).entries().toList();

        assertThatThrownBy(() -> RequestLog.of(3, new RequestLog.Past(1, "request-0"), entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keep its past with it");
    }

    @Example
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> RequestLog.ofLast(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use 1 or more");
    }

    private static RequestLog<Integer> filled(int limit, int requests) {
        var log = RequestLog.<Integer>ofLast(limit);
        for (int i = 0; i < requests; i++) {
            log = log.with("request-" + i, i);
        }
        return log;
    }

    private static List<RequestLog.Entry<Integer>> entries(Map<String, Integer> model) {
        var entries = new ArrayList<RequestLog.Entry<Integer>>();
        model.forEach((id, value) -> entries.add(new RequestLog.Entry<>(id, value)));
        return entries;
    }
}
