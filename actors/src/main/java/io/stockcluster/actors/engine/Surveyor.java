package io.stockcluster.actors.engine;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Observer;
import io.stockcluster.actors.WriteTimeout;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Asks many actors one thing.
 *
 * <ol>
 *   <li>Some at a time, so that a thousand neither fill the owners' shards nor this node's limits at once. Each counts as
 *       an ask of its own.
 *   <li>Those of one owner go there as one {@link Survey}.
 *   <li>Whoever has no answer after that is asked alone, as by any ask, with all its patience and tries: its shard moves,
 *       its owner is gone or slow, or copies have to confirm what it would tell.
 * </ol>
 */
final class Surveyor {

    private static final Logger LOG = System.getLogger(Surveyor.class.getName());

    private static final int AT_A_TIME = 64;

    private final Asker asker;
    private final Line line;
    private final MessageIds ids = new MessageIds();

    Surveyor(Asker asker, Line line) {
        this.asker = asker;
        this.line = line;
    }

    /** The replies in the order of the keys, or the first failure. */
    <M, R> Map<String, R> ask(ActorType<?, M, ?, R> type, List<String> keys, M message) {
        var round = new Round<>(type, message);
        for (int begin = 0; begin < keys.size(); begin += AT_A_TIME) {
            round.ask(keys.subList(begin, Math.min(begin + AT_A_TIME, keys.size())));
        }
        Map<String, R> replies = new LinkedHashMap<>();
        keys.forEach(key -> replies.put(key, round.replies.get(key)));
        return replies;
    }

    private record Asked(Line.Answering answering, List<String> keys) {}

    /** All of them, by one limit. Used by the asker's thread alone. */
    private final class Round<M, R> {
        private final ActorType<?, M, ?, R> type;
        private final M message;
        private final Duration limit;
        private final long startedAt = System.nanoTime();
        private final Map<String, R> replies = new HashMap<>();

        /** Those that count as under way, and that nobody else ends. */
        private final Map<String, Observer.Observation> open = new LinkedHashMap<>();

        Round(ActorType<?, M, ?, R> type, M message) {
            this.type = type;
            this.message = message;
            this.limit = type.writeTimeout().orElseGet(asker::limit);
        }

        void ask(List<String> keys) {
            Observer.Outcome ofUnasked = Observer.Outcome.OVERLOADED;
            try {
                keys.forEach(key -> open.put(key, asker.entered(ref(key))));
                ofUnasked = Observer.Outcome.TIMED_OUT;
                byOwner(keys).stream()
                        .map(this::surveyed)
                        .flatMap(Optional::stream)
                        .toList()
                        .forEach(this::await);
                askAlone();
            } finally {
                for (var unasked : open.entrySet()) {
                    asker.left(ref(unasked.getKey()), unasked.getValue(), ofUnasked);
                }
                open.clear();
            }
        }

        private Ref<M, R> ref(String key) {
            return new Ref<>(asker, type, new ActorId(type.name(), key), Optional.empty(), Optional.empty());
        }

        private Duration left(Duration of) {
            return of.minusNanos(System.nanoTime() - startedAt);
        }

        private List<Map.Entry<UUID, List<String>>> byOwner(List<String> keys) {
            Map<UUID, List<String>> byOwner = new HashMap<>();
            for (String key : keys) {
                line.owner(key)
                        .ifPresent(owner -> byOwner.computeIfAbsent(owner, first -> new ArrayList<>())
                                .add(key));
            }
            return List.copyOf(byOwner.entrySet());
        }

        /** What a survey takes longer than this is left for those that are asked alone. */
        private Duration patience() {
            Duration left = left(limit).dividedBy(2);
            return left.isPositive() ? left : Duration.ZERO;
        }

        private Optional<Asked> surveyed(Map.Entry<UUID, List<String>> owner) {
            List<String> keys = owner.getValue();
            List<String> contexts =
                    keys.stream().map(key -> open.get(key).context()).toList();
            var survey = new Survey(type.name(), keys, message, ids.next(), contexts, patience());
            try {
                return Optional.of(new Asked(line.survey(owner.getKey(), survey), keys));
            } catch (RuntimeException e) {
                noAnswer(e);
                return Optional.empty();
            }
        }

        @SuppressWarnings("unchecked") // the owner's behaviour of the same type made the replies
        private void await(Asked asked) {
            try {
                asked.answering().await(patience()).forEach(line.serialization(), (reply, place) -> {
                    String key = asked.keys().get(place);
                    replies.put(key, (R) reply);
                    asker.left(ref(key), open.remove(key), Observer.Outcome.ANSWERED);
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                noAnswer(e);
            }
        }

        private static void noAnswer(Exception failure) {
            LOG.log(Level.DEBUG, "A host tells nothing of many of its actors: each is asked alone", failure);
        }

        private void askAlone() {
            Map<String, CompletableFuture<R>> asked = new LinkedHashMap<>();
            for (String key : List.copyOf(open.keySet())) {
                Duration left = left(limit);
                if (!left.isPositive()) {
                    throw new WriteTimeout("Some of " + type.name() + "'s actors have not answered within "
                            + limit.toMillis() + " ms, " + key + " among them");
                }
                asked.put(key, asker.answerAsync(ref(key).within(left), message, false, open.remove(key)));
            }
            asked.forEach((key, reply) -> replies.put(key, joined(reply)));
        }

        private R joined(CompletableFuture<R> reply) {
            try {
                return reply.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof ActorException failure ? failure : e;
            }
        }
    }
}
