package io.stockcluster.actors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The last requests that an actor has answered, each with what was kept for it: how a behaviour knows a repeated one.
 *
 * <p>Immutable, and cheap both to grow and to keep: a request takes no object but its id and what is kept for it. The
 * newest are a short list that is copied with each addition, and so are the hashes of their ids, which are what is
 * looked through. When it is full, it is sealed into a page with an index over its ids, and no page is ever copied. So
 * an actor with a few requests pays a few references, and one with 10,000 pays a look into 80 indexes. The oldest ids
 * are forgotten by counting, until their whole page can go.
 *
 * <p>Every request has a number, that of how many came before it: so two logs that were one once tell which of their
 * requests are from then, whatever either has forgotten and whichever id was used anew.
 *
 * @param <T> what is kept for a request
 */
public final class RequestLog<T> implements Iterable<RequestLog.Entry<T>> {

    /** Small enough to be copied within a microsecond, large enough for few pages. */
    private static final int PAGE = 128;

    private final int limit;
    private final Past past;
    private final List<Page<T>> pages;
    private final Requests<T> newest;

    /** Of the ids of the newest. */
    private final int[] hashes;

    /** How many of the oldest entries, always fewer than a page, are still held but no longer known. */
    private final int forgotten;

    private RequestLog(int limit, Past past, List<Page<T>> pages, Requests<T> newest, int[] hashes, int forgotten) {
        this.limit = limit;
        this.past = past;
        this.pages = pages;
        this.newest = newest;
        this.hashes = hashes;
        this.forgotten = forgotten;
    }

    /** An empty log that will remember the last {@code limit} requests. */
    public static <T> RequestLog<T> ofLast(int limit) {
        return of(limit, List.of());
    }

    /** A log of these requests, whose ids are distinct, and no others before; of more than {@code limit}, the last. */
    public static <T> RequestLog<T> of(int limit, List<Entry<T>> oldestFirst) {
        return of(limit, Past.NONE.and(oldestFirst), oldestFirst);
    }

    /** A log as it was kept: with its {@link #past}, and then its {@link #entries}. */
    public static <T> RequestLog<T> of(int limit, Past past, List<Entry<T>> oldestFirst) {
        if (limit < 1) {
            throw new IllegalArgumentException("A log of the last " + limit + " requests knows none: use 1 or more");
        }
        if (past.taken() < oldestFirst.size()) {
            throw new IllegalArgumentException("A log that took %d requests cannot hold %d: keep its past with it"
                    .formatted(past.taken(), oldestFirst.size()));
        }
        var pages = new ArrayList<Page<T>>();
        int sealed = 0;
        for (; oldestFirst.size() - sealed >= PAGE; sealed += PAGE) {
            pages.add(new Page<>(Requests.of(oldestFirst.subList(sealed, sealed + PAGE))));
        }
        Requests<T> newest = Requests.of(oldestFirst.subList(sealed, oldestFirst.size()));
        int[] hashes = Stream.of(newest.ids).mapToInt(String::hashCode).toArray();
        return trimmed(limit, past, List.copyOf(pages), newest, hashes, 0);
    }

    /** What was kept for the request; empty where it was never seen or is forgotten. */
    public Optional<T> find(String id) {
        int known = pages.isEmpty() ? forgotten : 0;
        int hash = id.hashCode();
        for (int i = hashes.length - 1; i >= known; i--) {
            if (hashes[i] == hash && newest.ids[i].equals(id)) {
                return Optional.of(newest.value(i));
            }
        }
        for (int i = pages.size() - 1; i >= 0; i--) {
            T found = pages.get(i).find(id, i == 0 ? forgotten : 0);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** This log and one request more. Where its id is known already, nothing changes: the first answer stands. */
    public RequestLog<T> with(String id, T value) {
        if (find(id).isPresent()) {
            return this;
        }
        Requests<T> grown = newest.with(id, value);
        return grown.size() < PAGE
                ? trimmed(limit, past.and(id), pages, grown, plus(hashes, id.hashCode()), forgotten)
                : trimmed(
                        limit,
                        past.and(id),
                        plus(pages, new Page<>(grown)),
                        Requests.of(List.of()),
                        new int[0],
                        forgotten);
    }

    /**
     * What either log has, each request once, the smaller's as if it had come last: for {@link ActorType#mergedBy}. Of two
     * that were never one, that which took less is added to the other.
     */
    public RequestLog<T> union(RequestLog<T> smaller) {
        return sharesPastWith(smaller) || past.taken() >= smaller.past.taken()
                ? with(lacks(smaller))
                : smaller.with(smaller.lacks(this));
    }

    /** This log and then these requests, which it {@link #lacks}. An id that is used anew stands for the later request. */
    public RequestLog<T> with(List<Entry<T>> lacking) {
        if (lacking.isEmpty()) {
            return this;
        }
        Set<String> anew = ids(lacking.stream());
        return of(
                limit,
                past.and(lacking),
                Stream.concat(entries().filter(entry -> !anew.contains(entry.id())), lacking.stream())
                        .toList());
    }

    /**
     * The requests that the other log has and this one never had: exact as long as neither has had more of its own than it
     * remembers since they were one. Of two that were never one, all whose ids are unknown here.
     */
    public List<Entry<T>> lacks(RequestLog<T> other) {
        if (!sharesPastWith(other)) {
            return other.entriesBut(ids(entries()), 0);
        }
        long oldestOfBoth = Math.max(oldest(), other.oldest());
        Iterator<Entry<T>> own = from(oldestOfBoth).iterator();
        Iterator<Entry<T>> others = other.from(oldestOfBoth).iterator();
        long parted = oldestOfBoth;
        while (own.hasNext()
                && others.hasNext()
                && own.next().id().equals(others.next().id())) {
            parted++;
        }
        // Where nothing is known to be from then, an id that is known at all has to do.
        Stream<Entry<T>> since = parted == oldestOfBoth ? entries() : from(parted);
        return other.entriesBut(ids(since), parted);
    }

    /** Whether they were one log once, and had a request by then. */
    public boolean sharesPastWith(RequestLog<T> other) {
        return past.taken() > 0 && past.first().equals(other.past.first());
    }

    private List<Entry<T>> entriesBut(Set<String> known, long number) {
        return from(number).filter(entry -> !known.contains(entry.id())).toList();
    }

    /** Those of that number or a higher one. */
    private Stream<Entry<T>> from(long number) {
        return entries().skip(Math.max(0, number - oldest()));
    }

    /** The number of the oldest one that it remembers. */
    private long oldest() {
        return past.taken() - size();
    }

    private static <T> Set<String> ids(Stream<Entry<T>> entries) {
        return entries.map(Entry::id).collect(Collectors.toSet());
    }

    /** The same log under another limit. */
    public RequestLog<T> limitedTo(int newLimit) {
        return newLimit == limit ? this : of(newLimit, past, entries().toList());
    }

    /** How many requests it remembers. */
    public int size() {
        return size(pages, newest) - forgotten;
    }

    /** What it knows of the requests that it took, besides the last of them. */
    public Past past() {
        return past;
    }

    /** How many requests it may remember. */
    public int limit() {
        return limit;
    }

    /** Oldest first. */
    @Override
    public Iterator<Entry<T>> iterator() {
        return entries().iterator();
    }

    /** Oldest first. */
    public Stream<Entry<T>> entries() {
        return Stream.concat(pages.stream().flatMap(page -> page.requests.entries()), newest.entries())
                .skip(forgotten);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestLog<?> log
                && limit == log.limit
                && past.equals(log.past)
                && entries().toList().equals(log.entries().toList());
    }

    @Override
    public int hashCode() {
        return Objects.hash(limit, past, entries().toList());
    }

    @Override
    public String toString() {
        return size() + " of the last " + limit + " requests";
    }

    private static <T> RequestLog<T> trimmed(
            int limit, Past past, List<Page<T>> pages, Requests<T> newest, int[] hashes, int forgotten) {
        int tooOld = Math.max(forgotten, size(pages, newest) - limit);
        int wholePages = tooOld / PAGE;
        var left = wholePages == 0 ? pages : List.copyOf(pages.subList(wholePages, pages.size()));
        return new RequestLog<>(limit, past, left, newest, hashes, tooOld % PAGE);
    }

    private static int size(List<?> pages, Requests<?> newest) {
        return pages.size() * PAGE + newest.size();
    }

    private static <E> List<E> plus(List<E> list, E added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    private static int[] plus(int[] hashes, int added) {
        int[] longer = Arrays.copyOf(hashes, hashes.length + 1);
        longer[hashes.length] = added;
        return longer;
    }

    /** A request's id, and what was kept for it. */
    public record Entry<T>(String id, T value) {
        public Entry {
            Objects.requireNonNull(id, "a request needs an id");
            Objects.requireNonNull(value, "something must be kept for a request");
        }
    }

    /**
     * What is never forgotten of the requests that a log took.
     *
     * @param taken how many there were
     * @param first the id of the first of all, empty before there is one: logs that were one once have the same
     */
    public record Past(long taken, String first) {

        static final Past NONE = new Past(0, "");

        public Past {
            Objects.requireNonNull(first, "where there was no request, the first id is empty");
        }

        private Past and(String id) {
            return new Past(taken + 1, taken == 0 ? id : first);
        }

        private Past and(List<? extends Entry<?>> more) {
            return taken == 0 && !more.isEmpty()
                    ? new Past(more.size(), more.getFirst().id())
                    : new Past(taken + more.size(), first);
        }
    }

    /** A few requests, oldest first; the arrays are not written again. */
    private static final class Requests<T> {

        private final String[] ids;
        private final Object[] values;

        private Requests(String[] ids, Object[] values) {
            this.ids = ids;
            this.values = values;
        }

        static <T> Requests<T> of(List<Entry<T>> entries) {
            return new Requests<>(
                    entries.stream().map(Entry::id).toArray(String[]::new),
                    entries.stream().map(Entry::value).toArray());
        }

        Requests<T> with(String id, T value) {
            String[] moreIds = Arrays.copyOf(ids, ids.length + 1);
            Object[] moreValues = Arrays.copyOf(values, values.length + 1);
            moreIds[ids.length] = Objects.requireNonNull(id, "a request needs an id");
            moreValues[values.length] = Objects.requireNonNull(value, "something must be kept for a request");
            return new Requests<>(moreIds, moreValues);
        }

        int size() {
            return ids.length;
        }

        @SuppressWarnings("unchecked")
        T value(int place) {
            return (T) values[place];
        }

        Stream<Entry<T>> entries() {
            return IntStream.range(0, ids.length).mapToObj(i -> new Entry<>(ids[i], value(i)));
        }
    }

    /** Requests that stay together, found by the hash of their ids. */
    private static final class Page<T> {

        private final Requests<T> requests;

        /** An id's hash in the upper half and its request's place in the lower, sorted. */
        private final long[] index;

        Page(Requests<T> requests) {
            this.requests = requests;
            this.index = new long[requests.size()];
            for (int i = 0; i < index.length; i++) {
                index[i] = lowest(requests.ids[i]) + i;
            }
            Arrays.sort(index);
        }

        T find(String id, int firstKnown) {
            long lowest = lowest(id);
            int at = Arrays.binarySearch(index, lowest);
            for (int i = at < 0 ? -at - 1 : at; i < index.length && index[i] - lowest < PAGE; i++) {
                int place = (int) (index[i] - lowest);
                if (place >= firstKnown && requests.ids[place].equals(id)) {
                    return requests.value(place);
                }
            }
            return null;
        }

        private static long lowest(String id) {
            return (long) id.hashCode() << Integer.SIZE;
        }
    }
}
