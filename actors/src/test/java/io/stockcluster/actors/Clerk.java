package io.stockcluster.actors;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes down what it is told, with how it knows the message: what the tests of asking watch. */
public final class Clerk implements Behavior<Clerk.Book, Clerk.Message, Clerk.Wrote, Clerk.Page> {

    /** What was written, each word between semicolons, and the ids of the messages. */
    public record Book(String words, String ids) {

        Book plus(String word, String id) {
            return new Book(words + word + ";", ids + id + ";");
        }

        long lines() {
            return words.chars().filter(character -> character == ';').count();
        }
    }

    public sealed interface Message {}

    /** Written each time it comes. */
    public record Write(String word) implements Message {}

    /** Written once, known by the message's id. */
    public record WriteOnce(String word) implements Message {}

    /** Takes so long that whoever asks has to wait. */
    public record Ponder(long millis) implements Message {}

    /** Takes until the test lets it end. */
    public record Wait() implements Message {}

    public record Read() implements Message {}

    public record Wrote(String word, String id) {}

    public record Page(String words, String ids, int version) {}

    private final CountDownLatch end;

    public Clerk() {
        this(new CountDownLatch(0));
    }

    /** One that waits for that, where it is told to {@link Wait}. */
    public Clerk(CountDownLatch end) {
        this.end = end;
    }

    @Override
    public Book initial(ActorId id) {
        return new Book("", "");
    }

    @Override
    public Decision<Wrote, Page> decide(Book book, Message message, MessageContext context) {
        String id = context.messageId();
        return switch (message) {
            case Write(String word) -> wrote(book, word, id);
            case WriteOnce(String word) when book.ids().contains(id + ";") -> Decision.again(page(book, context));
            case WriteOnce(String word) -> wrote(book, word, id);
            case Ponder(long millis) -> {
                long until = System.nanoTime() + millis * 1_000_000;
                while (System.nanoTime() - until < 0) {
                    Thread.onSpinWait();
                }
                yield Decision.reply(page(book, context));
            }
            case Wait() -> {
                awaitEnd();
                yield Decision.reply(page(book, context));
            }
            case Read() -> Decision.reply(page(book, context));
        };
    }

    private void awaitEnd() {
        try {
            if (!end.await(Nodes.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The test has not let it end within " + Nodes.LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it was to wait", e);
        }
    }

    private static Decision<Wrote, Page> wrote(Book book, String word, String id) {
        Book next = book.plus(word, id);
        return Decision.event(new Wrote(word, id), new Page(next.words(), next.ids(), 0));
    }

    private static Page page(Book book, MessageContext context) {
        return new Page(book.words(), book.ids(), context.version());
    }

    @Override
    public Book evolve(Book book, Wrote event) {
        return book.plus(event.word(), event.id());
    }

    @Override
    public boolean repeatable(Message message) {
        return !(message instanceof Write);
    }
}
