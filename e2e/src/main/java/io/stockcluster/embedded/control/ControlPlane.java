package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.stockcluster.embedded.api.Kind;
import io.stockcluster.embedded.api.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The controllers and the kubelet, running. */
public final class ControlPlane implements AutoCloseable {

    /** The one machine there is. */
    public static final String NODE = "embedded";

    private static final Logger LOG = System.getLogger(ControlPlane.class.getName());

    /** So many changes may come together before anybody looks. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);

    private final Typed objects;
    private final StatefulSets statefulSets;
    private final Garbage garbage;
    private final Budgets budgets;
    private final Names names;
    private final Fronts fronts;
    private final Kubelet kubelet;
    private final Semaphore changes = new Semaphore(1);
    private final Thread loop;

    private ControlPlane(Store store, KubernetesSerialization json, Machine machine, List<Integer> ports) {
        this.objects = new Typed(store, json);
        this.statefulSets = new StatefulSets(objects);
        this.garbage = new Garbage(store);
        this.budgets = new Budgets(objects);
        this.names = new Names(objects, machine.hosts());
        this.fronts = new Fronts(objects);
        this.kubelet = new Kubelet(objects, machine, Addresses.find(ports));
        objects.create(
                Kind.NODE,
                new NodeBuilder().withNewMetadata().withName(NODE).endMetadata().build());
        objects.create(
                Kind.NAMESPACE,
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("default")
                        .endMetadata()
                        .build());
        store.onChange(changes::release);
        this.loop = Thread.ofPlatform().name("control-plane").daemon().start(this::run);
    }

    /**
     * Starts them, with nothing to do yet.
     *
     * @param ports that pods listen on
     */
    public static ControlPlane start(Store store, KubernetesSerialization json, Machine machine, List<Integer> ports) {
        return new ControlPlane(store, json, machine, ports);
    }

    private void run() {
        try {
            while (true) {
                if (changes.tryAcquire(LOOK_ANYWAY.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(GATHER);
                    changes.drainPermits();
                }
                sync();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that fails does not keep the others from their work. */
    private void sync() {
        for (Runnable part : List.<Runnable>of(
                garbage::sync, statefulSets::sync, kubelet::sync, names::sync, budgets::sync, fronts::sync)) {
            try {
                part.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A controller failed, and will look again", e);
            }
        }
    }

    /** The process that runs a pod, if there is one now. */
    public Optional<ProcessHandle> process(Pod pod) {
        return kubelet.run(Pods.uid(pod)).flatMap(PodRun::process);
    }

    /** What a pod has printed. */
    public Optional<String> output(String namespace, String pod, boolean beforeRestart) {
        return objects.find(Kind.POD, namespace, pod, Pod.class)
                .flatMap(there -> kubelet.run(Pods.uid(there)))
                .flatMap(run -> run.output(beforeRestart));
    }

    /** Ends every pod as a power cut does. */
    @Override
    public void close() {
        loop.interrupt();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kubelet.killAll();
        fronts.close();
    }
}
