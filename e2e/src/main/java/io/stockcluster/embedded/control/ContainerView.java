package io.stockcluster.embedded.control;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a pod's container is, and what its status says of that.
 *
 * @param last how it ended the last time, if it has been started anew
 */
record ContainerView(
        ContainerState state, Optional<ContainerState> last, int restarts, boolean started, boolean ready) {

    static ContainerView creating() {
        return new ContainerView(waitingFor("ContainerCreating", null), Optional.empty(), 0, false, false);
    }

    ContainerView waiting(String reason, String message) {
        return new ContainerView(waitingFor(reason, message), last, restarts, false, false);
    }

    /** What ended before is the last state from now on. */
    ContainerView backingOff(String message) {
        Optional<ContainerState> ended = Optional.of(state).filter(now -> now.getTerminated() != null);
        return new ContainerView(waitingFor("CrashLoopBackOff", message), ended.or(() -> last), restarts, false, false);
    }

    ContainerView running() {
        ContainerState now = new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(now())
                .endRunning()
                .build();
        return new ContainerView(now, last, restarts, false, false);
    }

    ContainerView ended(int code, String message) {
        String began = Optional.ofNullable(state.getRunning())
                .map(running -> running.getStartedAt())
                .orElse(now());
        ContainerState end = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(code == 0 ? "Completed" : "Error")
                .withMessage(code == 0 ? null : message)
                .withStartedAt(began)
                .withFinishedAt(now())
                .endTerminated()
                .build();
        return new ContainerView(end, last, restarts, false, false);
    }

    ContainerView again() {
        Optional<ContainerState> ended = Optional.of(state).filter(now -> now.getTerminated() != null);
        return new ContainerView(state, ended.or(() -> last), restarts + 1, false, false);
    }

    ContainerView probed(boolean started, boolean ready) {
        return new ContainerView(state, last, restarts, started, ready);
    }

    private static ContainerState waitingFor(String reason, String message) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
    }

    /** @param before what the status said last, for the times of its conditions */
    PodStatus status(Pod pod, String address, Optional<PodStatus> before) {
        boolean everRan = state.getWaiting() == null || last.isPresent();
        return new PodStatusBuilder()
                .withPhase(everRan ? "Running" : "Pending")
                .withHostIP("127.0.0.1")
                .withPodIP(address)
                .addNewPodIP(address)
                .withStartTime(before.map(PodStatus::getStartTime).orElse(now()))
                .withConditions(Stream.of(
                                condition("PodScheduled", true, before),
                                condition("Initialized", true, before),
                                condition("ContainersReady", ready, before),
                                condition("Ready", ready, before))
                        .toList())
                .withContainerStatuses(List.of(container(pod)))
                .build();
    }

    private ContainerStatus container(Pod pod) {
        var container = pod.getSpec().getContainers().getFirst();
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID(container.getImage())
                .withContainerID("process://" + Pods.uid(pod))
                .withRestartCount(restarts)
                .withStarted(started)
                .withReady(ready)
                .withState(state)
                .withLastState(last.orElseGet(ContainerState::new))
                .build();
    }

    private PodCondition condition(String type, boolean holds, Optional<PodStatus> before) {
        String status = holds ? "True" : "False";
        String since = before.stream()
                .flatMap(then -> then.getConditions().stream())
                .filter(then -> then.getType().equals(type) && then.getStatus().equals(status))
                .map(PodCondition::getLastTransitionTime)
                .findFirst()
                .orElse(now());
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(holds ? null : "ContainersNotReady")
                .withLastTransitionTime(since)
                .build();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
