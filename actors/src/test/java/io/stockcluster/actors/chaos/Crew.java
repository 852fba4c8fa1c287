package io.stockcluster.actors.chaos;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.ActorFailed;
import io.stockcluster.actors.ActorRef;
import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.Overloaded;
import io.stockcluster.actors.QuorumUnavailable;
import io.stockcluster.actors.WriteTimeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Fifty writers and ten readers, on three connections of their own, who enter into the ledger what they are told. Each
 * does what its own seed says.
 */
final class Crew implements AutoCloseable {

    static final int WRITERS = 50;
    static final int READERS = 10;

    private static final int CONNECTIONS = 3;
    private static final int ACCOUNTS = 60;
    private static final int PAUSE_MILLIS = 25;
    private static final Duration LIMIT = HostProcess.LIMIT;

    private final Ledger ledger = new Ledger();
    private final List<ActorSystem> connections;
    private final List<Ledger.Name> accounts;
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean stopped;

    private Crew(Cluster cluster, String run) {
        connections = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> cluster.client("crew-" + run + "-" + i))
                .toList();
        accounts = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> new Ledger.Name((i % 4 == 3 ? Account.STRONG : Account.QUORUM).name(), run + "-" + i))
                .toList();
    }

    /** Starts them. Runs of different names on one cluster do not meet. */
    static Crew start(Cluster cluster, String run, long seed) {
        var crew = new Crew(cluster, run);
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            crew.workers.add(Thread.startVirtualThread(() -> crew.write(number, new Random(seed * 1_000 + number))));
        }
        for (int i = 0; i < READERS; i++) {
            int number = i;
            crew.workers.add(
                    Thread.startVirtualThread(() -> crew.read(number, new Random(seed * 1_000 + WRITERS + number))));
        }
        return crew;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Whom they ask: three of four accounts answer with a quorum of their copies, the fourth with all. */
    List<Ledger.Name> accounts() {
        return accounts;
    }

    /** How many asks were answered so far: whether they get on. */
    long answers() {
        return answers.get();
    }

    /** Returns when the last ask is settled. */
    void stop() {
        stopped = true;
        try {
            for (Thread worker : workers) {
                if (!worker.join(LIMIT)) {
                    throw new IllegalStateException("An ask has not come back within " + LIMIT);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the last asks were to settle", e);
        }
    }

    /** Asks by any of the connections, for the audit. */
    ActorRef<Account.Message, Account.Answer> account(Ledger.Name name, int connection) {
        var type = name.type().equals(Account.STRONG.name()) ? Account.STRONG : Account.QUORUM;
        return connections.get(connection % CONNECTIONS).actor(type, name.key());
    }

    private void write(int number, Random random) {
        for (int n = 0; !stopped; n++) {
            var account = accounts.get(random.nextInt(ACCOUNTS));
            String id = number + "." + n;
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> write(new Account.Message.Write(id), id, account, Optional.empty(), random);
                case 5, 6 -> write(new Account.Message.WriteOnce(id), id, account, Optional.empty(), random);
                case 7, 8 -> {
                    var to = accounts.get(random.nextInt(ACCOUNTS));
                    write(new Account.Message.Pay(id, to.type(), to.key()), id, account, Optional.of(to), random);
                }
                default -> read(account, number, random);
            }
            pause(random);
        }
    }

    private void write(
            Account.Message message, String id, Ledger.Name account, Optional<Ledger.Name> to, Random random) {
        var write = new Ledger.Write(id, account, to);
        var known = ledger.known(account);
        var ref = account(account, random.nextInt(CONNECTIONS));
        boolean settled = to.isPresent() && random.nextBoolean();
        try {
            var seen = (Account.Seen) (settled ? ref.askSettled(message) : ref.ask(message));
            ledger.told(account, known, seen, "a writer");
            ledger.acknowledged(write, seen);
            answers.incrementAndGet();
        } catch (WriteTimeout e) {
            ledger.settle(write, Ledger.Outcome.UNKNOWN);
        } catch (QuorumUnavailable | ActorsUnreachable | Overloaded e) {
            ledger.settle(write, Ledger.Outcome.REFUSED);
        } catch (ActorFailed e) {
            ledger.settle(write, Ledger.Outcome.REFUSED);
            ledger.violation("Account " + account + " failed: " + e);
        }
    }

    private void read(int number, Random random) {
        while (!stopped) {
            read(accounts.get(random.nextInt(ACCOUNTS)), WRITERS + number, random);
            pause(random);
        }
    }

    private void read(Ledger.Name account, int number, Random random) {
        var known = ledger.known(account);
        try {
            var seen = (Account.Seen)
                    account(account, random.nextInt(CONNECTIONS)).ask(new Account.Message.Read(known.write()));
            ledger.told(account, known, seen, "asker " + number);
            answers.incrementAndGet();
        } catch (ActorException e) {
            // Asked and not answered: that says nothing of the account.
        }
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(PAUSE_MILLIS)));
    }

    @Override
    public void close() {
        stopped = true;
        connections.forEach(ActorSystem::close);
    }
}
