package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a pod cannot start, in the pod's own words.
 *
 * <p>The sentence is the same through the turns of a crash loop (crashed, waiting, started again), so that the status is
 * not written at each of them.
 */
public final class PodTrouble {

    private static final Set<String> CANNOT_RUN = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError");
    private static final String CRASHES = "CrashLoopBackOff";
    /** So many crashes are a loop, also while the container happens to run. */
    private static final int TURNS = 2;

    private static final int LONGEST = 500;

    /** So long after its time Kubernetes may take to notice that a pod has ended. */
    private static final Duration NOTICED = Duration.ofMinutes(1);

    private PodTrouble() {}

    /** With the pod's name. */
    public static Optional<String> of(Pod pod) {
        return any(pod).map(trouble -> pod.getMetadata().getName() + " " + trouble);
    }

    private static Optional<String> any(Pod pod) {
        if (pod.getStatus() == null || pod.getMetadata().getDeletionTimestamp() != null || isReady(pod)) {
            return Optional.empty();
        }
        return unschedulable(pod)
                .or(() -> pod.getStatus().getContainerStatuses().stream()
                        .map(PodTrouble::of)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    static boolean isReady(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** What does not pass by itself, without the pod's name: one crash may, and an image that is not there does not. */
    static Optional<String> lasting(Pod pod, Instant now) {
        return pod.getMetadata().getDeletionTimestamp() == null ? lasting(pod) : endless(pod, now);
    }

    /** Of a pod that should have ended by now: Kubernetes waits for its machine to say so, be it for ever. */
    public static Optional<String> endless(Pod pod, Instant now) {
        return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
                .filter(end -> Instant.parse(end).plus(NOTICED).isBefore(now))
                .map(end ->
                        ("should have ended at %1$s, but its machine %2$s does not say that it has: if that machine is"
                                        + " gone for good, kubectl delete node %2$s")
                                .formatted(end, pod.getSpec().getNodeName()));
    }

    private static Optional<String> lasting(Pod pod) {
        boolean once = pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream()
                        .anyMatch(container -> waiting(container.getState())
                                        .map(waiting -> !waiting.getReason().equals(CRASHES)
                                                && !CANNOT_RUN.contains(waiting.getReason()))
                                        .orElse(true)
                                && container.getRestartCount() < TURNS);
        return once ? Optional.empty() : any(pod);
    }

    private static Optional<String> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && "Unschedulable".equals(condition.getReason()))
                .map(condition -> "finds no machine: " + shortened(condition.getMessage()))
                .findFirst();
    }

    private static Optional<String> of(ContainerStatus container) {
        if (Boolean.TRUE.equals(container.getReady()) || hasStarted(container)) {
            return Optional.empty();
        }
        return waiting(container.getState())
                .filter(waiting -> CANNOT_RUN.contains(waiting.getReason()))
                .map(waiting -> imageTrouble(container, waiting))
                .or(() -> terminated(container.getState())
                        .or(() -> terminated(container.getLastState()))
                        .filter(end -> end.getExitCode() != 0)
                        .map(PodTrouble::exit));
    }

    /** A node has started once it has found the others. */
    static boolean hasStarted(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).orElse(List.of()).stream()
                .anyMatch(PodTrouble::hasStarted);
    }

    /** A node that has started and is not ready hands over, or waits for others, whatever became of it earlier. */
    private static boolean hasStarted(ContainerStatus container) {
        return Boolean.TRUE.equals(container.getStarted())
                && container.getState() != null
                && container.getState().getRunning() != null;
    }

    /** A pull that fails and one that waits to try again are one trouble, told in the image's name. */
    private static String imageTrouble(ContainerStatus container, ContainerStateWaiting waiting) {
        if (waiting.getReason().equals("ErrImagePull") || waiting.getReason().equals("ImagePullBackOff")) {
            return "cannot pull the image %s (ImagePullBackOff)".formatted(container.getImage());
        }
        return "cannot run (%s): %s".formatted(waiting.getReason(), shortened(waiting.getMessage()));
    }

    private static String exit(ContainerStateTerminated end) {
        String said = shortened(end.getMessage());
        String exit = "ends with exit code %d (%s)".formatted(end.getExitCode(), end.getReason());
        return said.isEmpty() ? exit : exit + ": " + said;
    }

    private static Optional<ContainerStateWaiting> waiting(ContainerState state) {
        return Optional.ofNullable(state).map(ContainerState::getWaiting);
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerState state) {
        return Optional.ofNullable(state).map(ContainerState::getTerminated);
    }

    /** Of a long message the end: the last thing a program says is why it stopped. */
    private static String shortened(String message) {
        String line = message == null ? "" : message.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : "… " + line.substring(line.length() - LONGEST);
    }
}
