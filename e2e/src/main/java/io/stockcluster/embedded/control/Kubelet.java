package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.stockcluster.embedded.api.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs every pod there is. */
final class Kubelet {

    private final Typed objects;
    private final Machine machine;
    private final Addresses addresses;
    private final Map<String, PodRun> runs = new ConcurrentHashMap<>();

    Kubelet(Typed objects, Machine machine, Addresses addresses) {
        this.objects = objects;
        this.machine = machine;
        this.addresses = addresses;
    }

    void sync() {
        List<Pod> pods = objects.list(Kind.POD, Pod.class);
        Set<String> there = new HashSet<>();
        for (Pod pod : pods) {
            there.add(Pods.uid(pod));
            PodRun run = runs.computeIfAbsent(Pods.uid(pod), uid -> started(pod));
            if (Pods.leaving(pod)) {
                run.end(Instant.parse(pod.getMetadata().getDeletionTimestamp()));
            }
        }
        runs.entrySet().removeIf(run -> {
            if (there.contains(run.getKey())) {
                return false;
            }
            run.getValue().end(Instant.EPOCH);
            return true;
        });
    }

    private PodRun started(Pod pod) {
        PodRun run = new PodRun(objects, machine, pod, addresses.next());
        run.start();
        return run;
    }

    Optional<PodRun> run(String uid) {
        return Optional.ofNullable(runs.get(uid));
    }

    /** At once, and without a goodbye. */
    void killAll() {
        runs.values().forEach(run -> run.end(Instant.EPOCH));
        runs.values().forEach(run -> run.process().ifPresent(ProcessHandle::destroyForcibly));
    }
}
