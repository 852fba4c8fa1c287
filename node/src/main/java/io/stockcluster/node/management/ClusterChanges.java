package io.stockcluster.node.management;

import io.stockcluster.actors.ActorSystem;
import io.stockcluster.actors.ActorsUnreachable;
import io.stockcluster.actors.ClusterView;
import io.stockcluster.actors.DrainRefused;
import io.stockcluster.node.config.Secret;
import io.stockcluster.node.config.Settings;
import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.Call;
import io.stockcluster.node.web.NumberText;
import io.stockcluster.node.web.Refusal;
import io.stockcluster.node.web.Route;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The calls that change something: draining this node, and the cluster's expected size. They need the management token;
 * where there is none, they must come from this very machine.
 */
final class ClusterChanges {

    private static final Logger LOG = System.getLogger(ClusterChanges.class.getName());

    private static final String BEARER = "Bearer ";
    private static final String SIZE = "size";
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOSTS = Pattern.compile("\\d{1,9}");

    private final Optional<Secret> token;
    private final Supplier<Optional<ActorSystem>> system;

    ClusterChanges(Optional<Secret> token, Supplier<Optional<ActorSystem>> system) {
        this.token = token;
        this.system = system;
    }

    List<Route> routes() {
        return List.of(
                change("POST", "/cluster/drain", this::drain),
                change("DELETE", "/cluster/drain", this::undrain),
                change("PUT", "/cluster/expected-size", this::expect));
    }

    /** What is not done, since this node is stopping or the others do not answer or agree, may be asked for again. */
    private Route change(String method, String path, Route.Endpoint change) {
        return Route.of(method, path, call -> {
            check(call);
            try {
                return change.answer(call);
            } catch (ActorsUnreachable | IllegalStateException e) {
                LOG.log(Level.WARNING, method + " " + path + " was not done", e);
                return ShardRoutes.unreachable();
            }
        });
    }

    private Answer drain(Call call) {
        ActorSystem here = hosting();
        try {
            here.drain();
        } catch (DrainRefused e) {
            return switch (e.reason()) {
                case LAST_HOST -> Answer.status(409, "LastNode");
                case COPIES_DO_NOT_FIT -> ShardRoutes.refused(409, "CopiesDoNotFit", e);
            };
        }
        return state(here);
    }

    private Answer undrain(Call call) {
        ActorSystem here = hosting();
        here.undrain();
        return state(here);
    }

    private static Answer state(ActorSystem here) {
        return Answer.json(202, Map.of("state", Views.text(here.view().state())));
    }

    private Answer expect(Call call) {
        Object size = call.body().get(SIZE);
        if (size == null) {
            return Answer.named(400, "missingFields", List.of(SIZE));
        }
        if (!(size instanceof NumberText number)
                || !HOSTS.matcher(number.text()).matches()
                || Integer.parseInt(number.text()) > Settings.Cluster.MOST_NODES) {
            return Answer.named(400, "invalidValues", List.of(SIZE));
        }
        int hosts = Integer.parseInt(number.text());
        joined().expect(hosts);
        return Answer.json(200, Map.of(SIZE, hosts));
    }

    private void check(Call call) {
        boolean allowed =
                token.map(secret -> carries(call, secret)).orElseGet(() -> call.fromLoopback() && !fromOtherPage(call));
        if (!allowed) {
            throw new Refusal(Answer.status(401, "Unauthorized"));
        }
    }

    /**
     * A browser on this machine calls for any page that it shows, and says for which: only this node's own counts, by a
     * name that nobody else can make mean this machine.
     */
    private static boolean fromOtherPage(Call call) {
        Optional<String> origin = call.header("Origin");
        return origin.isPresent()
                && !origin.equals(call.header("Host")
                        .filter(host -> THIS_MACHINE.matcher(host).matches())
                        .map(host -> "http://" + host));
    }

    private static boolean carries(Call call, Secret secret) {
        return call.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .filter(header -> secret.is(header.substring(BEARER.length()).strip()))
                .isPresent();
    }

    private ActorSystem joined() {
        return system.get().orElseThrow(() -> new Refusal(ShardRoutes.unreachable()));
    }

    private ActorSystem hosting() {
        ActorSystem here = joined();
        ClusterView view = here.view();
        if (view.shards().isEmpty()) {
            // What a node hosted that has stopped cannot be told any more.
            throw new Refusal(
                    view.state() == ClusterView.State.LEAVING
                            ? ShardRoutes.unreachable()
                            : Answer.status(409, "HostsNoActors"));
        }
        return here;
    }
}
