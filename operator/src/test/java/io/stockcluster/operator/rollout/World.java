package io.stockcluster.operator.rollout;

import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.crds.v1.RolledBackStatus;
import io.stockcluster.crds.v1.RolloutStatus;
import io.stockcluster.crds.v1.StockClusterSpec;
import io.stockcluster.operator.Clusters;
import io.stockcluster.operator.desired.Copying;
import io.stockcluster.operator.rollout.NodeView.State;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Kubernetes with a StatefulSet of actor nodes, in memory, which does what it is told a tick later: pods are made, start,
 * join, are drained, go. A revision that begins with "bad" makes pods that cannot start.
 */
final class World {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int SHARDS = 12;

    /** What pods are made of. */
    record Template(String image, Copying copying) {

        String revision() {
            return "%s with %d copies, %s".formatted(image, copying.factor(), copying.consistency());
        }
    }

    /** A pod and the node in it. */
    static final class Sim {
        final int ordinal;
        final String uid;
        final Template template;
        final Instant createdAt;
        boolean terminating;
        boolean joined;
        boolean silent;

        /** Its machine is: the others go on without it, and Kubernetes never learns that it ended. */
        boolean lost;

        boolean leavesMachine;
        boolean restartAsked;
        int starting = 1;
        int draining;
        State state = State.JOINING;
        int expected;

        Sim(int ordinal, String uid, Template template, Instant createdAt) {
            this.ordinal = ordinal;
            this.uid = uid;
            this.template = template;
            this.createdAt = createdAt;
        }

        String name() {
            return "demo-actors-" + ordinal;
        }

        boolean broken() {
            return template.image().startsWith("bad");
        }

        Optional<String> trouble() {
            return lost && terminating
                    ? Optional.of("does not end")
                    : Optional.of("cannot pull the image bad").filter(why -> broken() && starting == 0);
        }

        void drain() {
            state = State.DRAINING;
            draining = 2;
        }

        boolean handsOver() {
            return state == State.DRAINING || state == State.DRAINED;
        }

        boolean hosts() {
            return joined && state != State.DRAINED;
        }
    }

    final TreeMap<Integer, Sim> pods = new TreeMap<>();
    int wanted;
    private StockClusterSpec asked;
    private int fewest;
    private String image = "v1";
    boolean paused;
    boolean manual;
    Optional<String> approved = Optional.empty();
    int replicas;

    /** What new pods are made of, what the spec asks for, and what all last ran. */
    private Template template;

    private Template wish;
    private Template complete;
    boolean rollsBack;
    Windows windows = Windows.ALWAYS;
    Duration startWithin = Duration.ofMinutes(10);
    Optional<RolledBackStatus> rolledBack = Optional.empty();
    boolean noticed = true;

    /** Kubernetes says that it has taken up a change some time before it removes a pod for it. */
    boolean late;

    OptionalLong stateBytes = OptionalLong.empty();
    int moving;
    Instant now = START;
    RolloutStatus memory = RolloutStatus.NONE;
    Optional<PlanStatus> proposal = Optional.empty();
    private int uids;

    /** A cluster that has been running for a while; lower ordinals are the older members. */
    static World running(int nodes, int factor, int acknowledged) {
        World world = beginning(nodes, factor, acknowledged);
        world.noticed = true;
        for (int i = 0; i < 6; i++) {
            world.tick();
        }
        return world;
    }

    /** The same a moment after it was made: no node runs, and Kubernetes has not even looked. */
    static World beginning(int nodes, int factor, int acknowledged) {
        World world = new World();
        world.wanted = nodes;
        world.replicas = nodes;
        world.fewest = factor;
        world.ask(factor, "at-least:" + acknowledged);
        world.template = new Template(world.image, new Copying(factor, "at-least:" + acknowledged));
        world.wish = world.template;
        world.complete = world.template;
        world.noticed = false;
        IntStream.range(0, nodes).forEach(world::create);
        return world;
    }

    /** A second passes, and everything that is on its way gets a little further. */
    void tick() {
        now = now.plusSeconds(1);
        boolean before = noticed;
        noticed = true;
        moving = Math.max(0, moving - 1);
        pods.values().removeIf(pod -> pod.terminating && !pod.lost);
        pods.values().forEach(this::advance);
        fetchFurtherCopies();
        if (before) {
            removeThoseBeyond();
        }
        IntStream.range(0, replicas)
                .filter(ordinal -> !pods.containsKey(ordinal))
                .forEach(this::create);
    }

    /** Once no node keeps fewer, the others bring theirs to the same. */
    private void fetchFurtherCopies() {
        int before = fewest;
        fewest = pods.values().stream()
                .filter(pod -> pod.joined)
                .mapToInt(pod -> pod.template.copying().factor())
                .min()
                .orElse(fewest);
        moving = fewest > before ? 2 : moving;
    }

    private void create(int ordinal) {
        Sim pod = new Sim(ordinal, "uid-" + uids++, template, now.plusMillis(uids));
        pod.expected = replicas;
        pods.put(ordinal, pod);
    }

    private void advance(Sim pod) {
        if (pod.starting > 0) {
            pod.starting--;
        } else if (!pod.joined && !pod.broken() && !pod.lost) {
            pod.joined = true;
            pod.state = State.ACTIVE;
            moving = 2;
        } else if (pod.state == State.DRAINING && --pod.draining <= 0) {
            pod.state = State.DRAINED;
        }
    }

    Plan plan() {
        return Planner.next(snapshot(), new Remembered(memory, proposal, rolledBack), now);
    }

    void remember(Plan plan) {
        memory = plan.memory();
        proposal = plan.proposal();
        rolledBack = plan.rolledBack();
    }

    /** What the resources show of a plan: another template, and what to go back to. */
    private void show(Plan plan) {
        if (paused) {
            return;
        }
        wish = wish((plan.complete() && complete.equals(template))
                || plan.rolledBack().isPresent());
        boolean given = plan.rolledBack()
                .filter(back -> back.template().equals(wish.revision()))
                .isPresent();
        if (plan.complete() && wish.equals(template)) {
            complete = template;
        }
        write(given ? complete : wish);
    }

    private void write(Template next) {
        noticed &= next.equals(template);
        template = next;
    }

    private Template wish(boolean settled) {
        return new Template(image, Copying.next(asked, inForce(), settled));
    }

    /** All but those that Kubernetes removes for good. */
    List<Sim> staying() {
        return pods.values().stream()
                .filter(pod -> !(pod.terminating && pod.ordinal >= replicas))
                .toList();
    }

    private List<Copying> inForce() {
        return Stream.concat(Stream.of(template), staying().stream().map(pod -> pod.template))
                .map(Template::copying)
                .toList();
    }

    /** One reconcile. */
    void reconcile(Plan plan) {
        act(plan.decision());
        show(plan);
        remember(plan);
    }

    /** Does what was decided, as Kubernetes and the nodes do it. */
    void act(Decision decision) {
        switch (decision) {
            case Decision.Rest rest -> {}
            case Decision.Wait wait -> {}
            case Decision.Drain drain -> sim(drain.pod()).drain();
            case Decision.Undrain undrain -> {
                sim(undrain.pod()).state = State.ACTIVE;
                moving = 2;
            }
            case Decision.Evict evict -> terminate(sim(evict.pod()));
            case Decision.Delete delete -> terminate(sim(delete.pod()));
            case Decision.RollBack back -> {}
            case Decision.Resize resize -> resize(resize.replicas());
            case Decision.Expect expect ->
                pods.values().stream().filter(pod -> pod.joined).forEach(pod -> pod.expected = expect.size());
        }
    }

    private Sim sim(ActorPod pod) {
        Sim sim = pods.get(pod.ordinal());
        if (!sim.uid.equals(pod.uid())) {
            throw new AssertionError("the UID was a precondition: " + pod);
        }
        return sim;
    }

    void terminate(Sim pod) {
        pod.terminating = true;
        if (pod.joined) {
            pod.joined = false;
            moving = 2;
        }
    }

    /** Of an hour each day. */
    static Windows window(Instant from) {
        LocalTime opens = from.atZone(ZoneOffset.UTC).toLocalTime();
        return new Windows(List.of(new Windows.Window(
                EnumSet.allOf(DayOfWeek.class), opens, Optional.of(opens.plusHours(1)), ZoneOffset.UTC)));
    }

    /** Nothing more happens but what the operator does, and people want what can be. */
    void calmDown() {
        paused = false;
        windows = Windows.ALWAYS;
        stateBytes = OptionalLong.empty();
        wanted = Math.max(wanted, asked.copies());
        pods.values().forEach(pod -> {
            pod.silent = false;
            pod.lost = false;
        });
        changeTo(image.startsWith("bad") ? "good" : image);
    }

    void approve() {
        approved = proposal.map(PlanStatus::hash);
    }

    void lose(Sim pod) {
        terminate(pod);
        pod.lost = true;
    }

    void resize(int to) {
        replicas = to;
        noticed = false;
        if (!late) {
            removeThoseBeyond();
        }
    }

    private void removeThoseBeyond() {
        pods.tailMap(replicas, true).values().stream()
                .filter(pod -> !pod.terminating)
                .forEach(this::terminate);
    }

    void changeTo(String image) {
        this.image = image;
        takeUp();
    }

    void changeCopies(int copies, String consistency) {
        ask(copies, consistency);
        takeUp();
    }

    private void takeUp() {
        if (!paused) {
            wish = wish(false);
            write(wish);
        }
    }

    private void ask(int copies, String consistency) {
        asked = Clusters.demo("{replication: {factor: %d, consistency: '%s'}}".formatted(copies, consistency))
                .wanted();
    }

    /** No write may wait for more copies than every node keeps. */
    boolean anOwnerWaitsForMoreThanAllKeep() {
        List<Copying> running = pods.values().stream()
                .filter(pod -> pod.joined)
                .map(pod -> pod.template.copying())
                .toList();
        return running.stream().anyMatch(copying -> copying.factor() < Copying.mostAwaited(running));
    }

    private CopyCount copies() {
        List<Copying> inForce = inForce();
        IntSummaryStatistics factors =
                inForce.stream().mapToInt(Copying::factor).summaryStatistics();
        return new CopyCount(
                asked.copies(),
                inForce.stream().skip(1).mapToInt(Copying::factor).min().orElse(1),
                factors.getMax(),
                Copying.mostAwaited(inForce));
    }

    Snapshot snapshot() {
        Wish wish = new Wish(
                wanted, copies(), paused, manual, approved, rollsBack, windows, Duration.ofMinutes(10), startWithin);
        List<ActorPod> seen = new ArrayList<>();
        pods.values().forEach(pod -> seen.add(seen(pod)));
        return new Snapshot(
                wish, new Snapshot.ActorSet("demo-actors", replicas, template.revision(), noticed, templates()), seen);
    }

    private Snapshot.Templates templates() {
        return new Snapshot.Templates(
                Optional.of(template.revision()), Optional.of(wish.revision()), Optional.of(complete.revision()));
    }

    private ActorPod seen(Sim pod) {
        return new ActorPod(
                pod.name(),
                pod.ordinal,
                pod.uid,
                pod.template.revision(),
                pod.joined && !pod.handsOver(),
                pod.joined,
                pod.terminating,
                pod.createdAt,
                pod.trouble(),
                pod.leavesMachine,
                pod.restartAsked,
                pod.joined && !pod.silent ? Optional.of(view(pod)) : Optional.empty());
    }

    private NodeView view(Sim pod) {
        List<Sim> members = pods.values().stream().filter(other -> other.joined).toList();
        long hosts = members.stream().filter(Sim::hosts).count();
        long copies = Math.min(fewest, pod.expected);
        int lacking = hosts < copies ? SHARDS : 0;
        int held = pod.hosts() ? 1 : 0;
        return new NodeView(
                pod.name(),
                pod.uid,
                pod.state,
                members.getFirst().uid,
                members.stream()
                        .map(other -> new NodeView.Member(other.name(), other.uid, other.hosts()))
                        .toList(),
                pod.expected,
                members.size() >= Majority.of(pod.expected),
                Optional.of(new NodeView.Shards(SHARDS, 4 * held, 8 * held, 0, lacking)),
                OptionalInt.of(moving),
                OptionalInt.of(moving),
                lacking == 0 && moving == 0,
                stateBytes,
                stateBytes.isPresent() ? OptionalLong.of(100 << 20) : OptionalLong.empty());
    }

    /** The pods that hold shards. */
    Set<String> holders() {
        Set<String> holders = new HashSet<>();
        pods.values().stream().filter(Sim::hosts).forEach(pod -> holders.add(pod.uid));
        return holders;
    }

    boolean isAsWished() {
        Copying copying = new Copying(asked.copies(), asked.replication().consistency());
        return template.equals(new Template(image, copying))
                && replicas == wanted
                && pods.size() == wanted
                && pods.values().stream()
                        .allMatch(pod -> pod.joined
                                && pod.state == State.ACTIVE
                                && pod.template.equals(template)
                                && pod.expected == wanted);
    }
}
