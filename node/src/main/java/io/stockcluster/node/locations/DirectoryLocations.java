package io.stockcluster.node.locations;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorRef;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The built-in directory behind the door. What it tells of a single location is kept for a moment, since every request
 * asks about one and there is only one directory. When half of that moment is over, it is asked for anew while it is still
 * used; and of many requests that find nothing kept, one asks: otherwise all of them would, at the end of each moment.
 *
 * <p>Nobody can tell: {@link DirectoryChanges} answers a change of a location that may be kept somewhere only when that
 * moment is over. So what was answered counts on all nodes. That a location is unknown is never kept.
 */
final class DirectoryLocations implements Locations {

    private static final Logger LOG = System.getLogger(DirectoryLocations.class.getName());

    /** From before it was asked for, by this node's own clock: not longer than {@link DirectoryChanges} waits. */
    static final Duration KEPT = Duration.ofMillis(100);

    private static final Duration AGEING = KEPT.dividedBy(2);

    private static final int MOST_KEPT = 10_000;

    private final ActorRef<LocationCommand, LocationReply> directory;
    private final Time time;
    private final AnswerCache<Location> kept;

    /** Locations that somebody asks for just now, and when that is over. */
    private final Map<String, CompletableFuture<Void>> asking = new ConcurrentHashMap<>();

    DirectoryLocations(ActorRef<LocationCommand, LocationReply> directory, Time time) {
        this.directory = directory;
        this.time = time;
        this.kept = new AnswerCache<>(MOST_KEPT, time);
    }

    @Override
    public Optional<Location> find(String id) {
        Optional<AnswerCache.Kept<Location>> known = kept.look(id);
        if (known.isPresent()) {
            if (time.nanos() - known.get().since() >= AGEING.toNanos()) {
                askAhead(id);
            }
            return known.map(AnswerCache.Kept::answer);
        }
        var mine = new CompletableFuture<Void>();
        CompletableFuture<Void> anothers = asking.putIfAbsent(id, mine);
        if (anothers == null) {
            try {
                // Another may just have been answered.
                return kept.find(id).or(() -> ask(id));
            } finally {
                over(id, mine);
            }
        }
        anothers.join();
        // That it was unknown, or is known too long by now, is no answer to this request.
        return kept.find(id).or(() -> ask(id));
    }

    private Optional<Location> ask(String id) {
        long askedAt = time.nanos();
        return taken(id, directory.ask(new LocationCommand.Get(id)), askedAt);
    }

    /** Beside what others do: nobody waits, and a failure is for the next who asks. */
    private void askAhead(String id) {
        var mine = new CompletableFuture<Void>();
        if (asking.putIfAbsent(id, mine) == null) {
            Thread.startVirtualThread(() -> {
                try {
                    ask(id);
                } catch (ActorException e) {
                    LOG.log(Level.DEBUG, "The directory did not answer", e);
                } finally {
                    over(id, mine);
                }
            });
        }
    }

    private Optional<Location> taken(String id, LocationReply reply, long askedAt) {
        if (reply instanceof LocationReply.Found found) {
            kept.keep(id, found.location(), askedAt, KEPT);
            return Optional.of(found.location());
        }
        return Optional.empty();
    }

    private void over(String id, CompletableFuture<Void> question) {
        asking.remove(id, question);
        question.complete(null);
    }

    @Override
    public List<Location> path(String id) {
        return directory.ask(new LocationCommand.Path(id)) instanceof LocationReply.PathFound found
                ? found.path()
                : List.of();
    }

    @Override
    public Optional<LocationTree> tree(String id) {
        return directory.ask(new LocationCommand.Children(id, OptionalInt.empty()))
                        instanceof LocationReply.TreeFound found
                ? Optional.of(found.tree())
                : Optional.empty();
    }

    /** It is as healthy as the actors are, and those are looked after elsewhere. */
    @Override
    public boolean healthy() {
        return true;
    }

    /** The actor is not ours. */
    @Override
    public void close() {}
}
