package io.stockcluster.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
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

    private PodTrouble() {}

    public static Optional<String> of(Pod pod) {
        if (pod.getStatus() == null || pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        return unschedulable(pod)
                .or(() -> pod.getStatus().getContainerStatuses().stream()
                        .map(PodTrouble::of)
                        .flatMap(Optional::stream)
                        .findFirst())
                .map(trouble -> pod.getMetadata().getName() + " " + trouble);
    }

    /** The same, where it does not pass by itself: one crash may, and an image that is not there does not. */
    static Optional<String> lasting(Pod pod) {
        boolean once = pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream()
                        .anyMatch(container -> waiting(container.getState())
                                        .map(waiting -> !waiting.getReason().equals(CRASHES)
                                                && !CANNOT_RUN.contains(waiting.getReason()))
                                        .orElse(true)
                                && container.getRestartCount() < TURNS);
        return once ? Optional.empty() : of(pod);
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
        if (Boolean.TRUE.equals(container.getReady())) {
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
