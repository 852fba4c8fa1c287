package io.stockcluster.actors.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens to hosts. After each, all hosts are there again. */
sealed interface Fault {

    /** A host by what it is to one account, so that it is known what dies. */
    enum Role {
        OWNER(0),
        FIRST_COPY(1),
        SECOND_COPY(2);

        private final int place;

        Role(int place) {
            this.place = place;
        }

        /** The host that is this to an account, of those that hold it. */
        int among(List<Integer> copies) {
            return copies.get(place);
        }
    }

    /** {@code kill -9}; started again after a moment. */
    record Kill(Role role) implements Fault {}

    /** The owner is killed, and when all copies are there again, the one that has followed it. */
    record KillBothInARow() implements Fault {}

    /** SIGTERM: it hands over and leaves. */
    record Terminate(Role role) implements Fault {}

    /** SIGSTOP, and SIGCONT after that time. */
    record Freeze(Role role, Duration time) implements Fault {}

    /**
     * A host that was away joins, and that long after it started to take its share, a host is killed: itself, or where
     * {@code source}, one that hands over to it.
     */
    record KillWhileMoving(boolean source, Duration after) implements Fault {}

    /** A host can reach no other host for that time; askers reach all of them. */
    record CutOff(Role role, Duration time) implements Fault {}

    /** What that host sends to the other hosts is lost for that time; what they send arrives. */
    record MuteOneWay(Role role, Duration time) implements Fault {}

    /** Two hosts cannot reach each other for that time; a third reaches both. */
    record CutBetween(Role one, Role other, Duration time) implements Fault {}

    /** The other hosts find their connections to it broken for that time; it notices nothing. */
    record Broken(Role role, Duration time) implements Fault {}

    /** Some faults, by a seed. */
    static List<Fault> some(int count, boolean withCuts, long seed) {
        var random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faults.add(one(random, withCuts));
        }
        return faults;
    }

    private static Fault one(Random random, boolean withCuts) {
        Role role = Role.values()[random.nextInt(Role.values().length)];
        return switch (random.nextInt(withCuts ? 14 : 8)) {
            case 0, 1 -> new Kill(role);
            case 2 -> new KillBothInARow();
            case 3 -> new Terminate(role);
            case 4 -> new Freeze(role, Duration.ofMillis(15_000 + random.nextInt(3_000)));
            case 5, 6 -> new Freeze(role, Duration.ofMillis(2_000 + random.nextInt(4_500)));
            case 7 -> new KillWhileMoving(random.nextBoolean(), Duration.ofMillis(random.nextInt(600)));
            case 8 -> new CutOff(role, Duration.ofMillis(15_000 + random.nextInt(3_000)));
            case 9 -> new CutOff(role, Duration.ofMillis(1_000 + random.nextInt(7_000)));
            case 10 -> new MuteOneWay(role, Duration.ofMillis(2_000 + random.nextInt(12_000)));
            case 11 -> new Broken(role, Duration.ofMillis(1_000 + random.nextInt(9_000)));
            case 12 -> new Broken(role, Duration.ofMillis(random.nextInt(400)));
            default -> new CutBetween(role, other(role), Duration.ofMillis(2_000 + random.nextInt(12_000)));
        };
    }

    private static Role other(Role role) {
        return role == Role.OWNER ? Role.FIRST_COPY : Role.OWNER;
    }
}
