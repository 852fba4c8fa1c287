package io.stockcluster.actors.engine;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.impl.NodeEngine;
import io.stockcluster.actors.ActorSystemConfig;
import io.stockcluster.actors.ActorType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Puts an engine together. A host's parts come in the order in which they need each other: what its member of the cluster
 * asks as soon as it joins is there before, what needs the member comes after.
 */
final class Assembly {

    private Assembly() {}

    static Engine of(ActorSystemConfig config, List<ActorType<?, ?, ?, ?>> types) {
        var seeds = new Seeds(config.seeds(), config.port());
        Map<String, ActorType<?, ?, ?, ?>> byName = byName(types);
        return config.hosts() ? host(config, seeds, types, byName) : client(config, seeds, types);
    }

    private static Map<String, ActorType<?, ?, ?, ?>> byName(List<ActorType<?, ?, ?, ?>> types) {
        var byName = new LinkedHashMap<String, ActorType<?, ?, ?, ?>>();
        for (ActorType<?, ?, ?, ?> type : types) {
            if (byName.put(type.name(), type) != null) {
                throw new IllegalArgumentException(
                        "Two actor types are called '" + type.name() + "': each needs a name of its own");
            }
        }
        return Map.copyOf(byName);
    }

    private static Engine client(ActorSystemConfig config, Seeds seeds, List<ActorType<?, ?, ?, ?>> types) {
        var connected = new AtomicBoolean();
        ClientConfig settings = Settings.asker(config, seeds);
        settings.addListenerConfig(new ListenerConfig(connection(connected)));
        HazelcastInstance client = HazelcastClient.newHazelcastClient(settings);
        var line = new ClientLine(client, config.observer());
        var tries = new Tries(client, line, config.askLimit());
        var asker = new Asker(tries, new Postman(tries), config.maxInFlight(), config.observer());
        return new Engine(
                client, line, asker, Optional.empty(), connected, config, types, new MoveLog(), new Inquiries(client));
    }

    private static LifecycleListener connection(AtomicBoolean connected) {
        return event -> {
            switch (event.getState()) {
                case CLIENT_CONNECTED -> connected.set(true);
                case CLIENT_DISCONNECTED -> connected.set(false);
                default -> {}
            }
        };
    }

    private static Engine host(
            ActorSystemConfig config,
            Seeds seeds,
            List<ActorType<?, ?, ?, ?>> types,
            Map<String, ActorType<?, ?, ?, ?>> byName) {
        seeds.awaitMajority(config.expectedSize());
        var fence = new Fence(config.expectedSize(), System::nanoTime);
        var hosted = new Hosted(byName, fence, InstantSource.system(), config.observer());
        Config settings = Settings.host(config, seeds, types);
        hosted.into(settings);
        var counted = new Counted(types);
        var log = new MoveLog();
        var lookout = new Lookout(log);
        lookout.into(settings);
        var lost = new LostShards(counted::made, System::nanoTime);
        lost.into(settings);
        var merging = new Merging(hosted, types);
        merging.into(settings);
        settings.addListenerConfig(new ListenerConfig(new Greetings()));
        var departures = new Departures();
        departures.into(settings);
        List<Object> samples = Samples.of(types, config.serializers(), config.samples());
        HazelcastInstance member = member(settings);
        NodeEngine engine = ((HazelcastInstanceProxy) member).getOriginal().node.getNodeEngine();
        Stream.of(Wire.samples(), LookoutWire.samples(), SurveyForms.samples(), samples)
                .flatMap(List::stream)
                .forEach(sample -> engine.getSerializationService().toData(sample));
        var contacts = new Contacts();
        var copies = new Copies(engine, counted, lost, contacts);
        counted.open(member, engine, new Told(Told.What.COPIES, engine, byName.keySet()));
        copies.assign();
        new ExpectedSize(member).follow(fence::expect);
        var line = new MemberLine(member);
        var tries = new Tries(member, line, config.askLimit());
        var postman = new Postman(tries);
        var relay = new Relay(member, byName.keySet(), postman);
        var losses = new Losses(engine.getClusterService(), fence);
        hosted.open(
                copies,
                losses,
                new Inheritance(member, engine),
                relay,
                new Told(Told.What.VERSION, engine, byName.keySet()));
        var inquiries = Inquiries.ofHost(member);
        var drains = new Drains(member, departures, counted::wanted, fence::expected);
        var draining = new Draining(new Share(member, engine, copies, inquiries), drains);
        departures.follow(draining::standIn);
        lookout.open(engine, copies, byName.keySet(), drains, fence::expected, inquiries::carried);
        var host = new Host(
                engine,
                fence,
                copies,
                new Leases(member, engine, fence, losses, contacts),
                relay,
                new Beats(member, types, tries),
                lookout,
                drains,
                departures,
                draining,
                merging,
                new Pulse(engine));
        return new Engine(
                member,
                line,
                new Asker(tries, postman, config.maxInFlight(), config.observer()),
                Optional.of(host),
                new AtomicBoolean(true),
                config,
                types,
                log,
                inquiries);
    }

    private static HazelcastInstance member(Config settings) {
        try {
            return HazelcastInstanceFactory.newHazelcastInstance(
                    settings, settings.getInstanceName(), UntilGreeted.context());
        } catch (HazelcastException | IllegalStateException e) {
            throw new IllegalStateException(
                    "This node cannot join cluster '" + settings.getClusterName() + "' on port "
                            + settings.getNetworkConfig().getPort() + ": " + e.getMessage(),
                    e);
        }
    }
}
