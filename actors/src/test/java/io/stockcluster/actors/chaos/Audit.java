package io.stockcluster.actors.chaos;

import static org.awaitility.Awaitility.await;

import io.stockcluster.actors.ActorException;
import io.stockcluster.actors.RequestLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the ledger against the accounts, once everybody has stopped. */
final class Audit {

    private static final Duration LIMIT = HostProcess.LIMIT;

    private final Crew crew;
    private final Ledger ledger;
    private final List<String> violations = new ArrayList<>();
    private Map<Ledger.Name, Account.State> states = Map.of();

    private Audit(Crew crew) {
        this.crew = crew;
        this.ledger = crew.ledger();
    }

    /** What is not as it must be. */
    static List<String> of(Crew crew) {
        var audit = new Audit(crew);
        audit.awaitAllReceived();
        audit.checkAccounts();
        audit.checkWrites();
        audit.violations.addAll(crew.ledger().violations());
        return audit.violations;
    }

    /** What is on its way arrives by and by. What then still lacks, is lost. */
    private void awaitAllReceived() {
        long end = System.nanoTime() + LIMIT.toNanos();
        await().atMost(LIMIT.multipliedBy(2)).until(() -> {
            read();
            return System.nanoTime() - end > 0
                    || states.values().stream()
                                    .mapToLong(Account.State::balance)
                                    .sum()
                            == 0;
        });
    }

    private void read() {
        Map<Ledger.Name, Account.State> now = new HashMap<>();
        for (Ledger.Name account : crew.accounts()) {
            await("account " + account + " answers")
                    .atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(ActorException.class)
                    .until(() -> {
                        var asked = crew.account(account, now.size());
                        now.put(account, ((Account.Statement) asked.ask(new Account.Message.WhatHappened())).state());
                        return true;
                    });
        }
        states = now;
    }

    private void checkAccounts() {
        long sum = states.values().stream().mapToLong(Account.State::balance).sum();
        if (sum != 0) {
            violations.add("What was paid and what was received differ by " + sum);
        }
        states.forEach((account, state) -> {
            state.twice().forEach(id -> violations.add("Account " + account + " has " + id + " twice"));
            if (state.version() != state.written().size() + state.received().size()) {
                violations.add("Account " + account + " is at version " + state.version() + ", but knows of "
                        + state.written().size() + " writes and "
                        + state.received().size() + " parts");
            }
            long known = ledger.known(account).seen();
            if (state.version() < known) {
                violations.add("Account " + account + " ends at version " + state.version() + " and was at " + known);
            }
        });
    }

    private void checkWrites() {
        Map<Ledger.Name, Set<String>> written = new HashMap<>();
        Map<Ledger.Name, Set<String>> received = new HashMap<>();
        states.forEach((account, state) -> {
            written.put(account, ids(state.written()));
            received.put(account, ids(state.received()));
        });
        Map<Ledger.Name, Set<String>> expectedParts = new HashMap<>();
        Map<Ledger.Name, Set<String>> expectedWrites = new HashMap<>();
        for (var outcome : Ledger.Outcome.values()) {
            ledger.writes(outcome).forEach(write -> {
                boolean happened = written.get(write.account()).contains(write.id());
                if (outcome == Ledger.Outcome.ACKNOWLEDGED && !happened) {
                    violations.add("Acknowledged and lost: " + write);
                }
                if (outcome == Ledger.Outcome.REFUSED && happened) {
                    violations.add("Refused, and it happened: " + write);
                }
                if (happened) {
                    expectedWrites
                            .computeIfAbsent(write.account(), one -> new HashSet<>())
                            .add(write.id());
                    write.receiver()
                            .ifPresent(receiver -> expectedParts
                                    .computeIfAbsent(receiver, one -> new HashSet<>())
                                    .add(write.id()));
                }
            });
        }
        compare("parts", expectedParts, received);
        compare("writes", expectedWrites, written);
    }

    private void compare(String what, Map<Ledger.Name, Set<String>> expected, Map<Ledger.Name, Set<String>> found) {
        found.forEach((account, ids) -> {
            Set<String> wanted = expected.getOrDefault(account, Set.of());
            Set<String> lost = difference(wanted, ids);
            Set<String> fromNowhere = difference(ids, wanted);
            if (!lost.isEmpty()) {
                violations.add("Account " + account + " lacks the " + what + " " + lost);
            }
            if (!fromNowhere.isEmpty()) {
                violations.add("Account " + account + " has " + what + " from nowhere: " + fromNowhere);
            }
        });
    }

    private static Set<String> difference(Set<String> these, Set<String> without) {
        return these.stream().filter(one -> !without.contains(one)).collect(Collectors.toSet());
    }

    private static Set<String> ids(RequestLog<?> log) {
        return log.entries().map(RequestLog.Entry::id).collect(Collectors.toSet());
    }
}
