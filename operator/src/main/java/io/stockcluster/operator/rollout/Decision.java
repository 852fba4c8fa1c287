package io.stockcluster.operator.rollout;

import java.util.List;

/** The one thing to do now. */
public sealed interface Decision {

    /** Everything is as it should be. */
    record Rest() implements Decision {}

    /** Something must come true first. */
    record Wait(List<Unmet> unmet) implements Decision {
        public Wait {
            unmet = List.copyOf(unmet);
        }
    }

    /** Have a node hand over everything it holds. */
    record Drain(ActorPod pod, RestartReason reason) implements Decision {}

    /** Have a node take its share again. */
    record Undrain(ActorPod pod, String because) implements Decision {}

    /** Take the pod of a drained node, inside the disruption budget. */
    record Evict(ActorPod pod, RestartReason reason) implements Decision {}

    /** Take a pod that cannot start, and so holds nothing. */
    record Delete(ActorPod pod, RestartReason reason) implements Decision {}

    /** Give the StatefulSet another number of pods. */
    record Resize(int replicas, String because) implements Decision {}

    /** Give the pods the template again that all of them last ran. */
    record RollBack(ActorPod stuck, String because) implements Decision {}

    /**
     * Tell the nodes how many they are.
     *
     * @param unaware those that think otherwise
     */
    record Expect(int size, List<ActorPod> unaware) implements Decision {
        public Expect {
            unaware = List.copyOf(unaware);
        }

        static Expect of(int size, Snapshot cluster) {
            return new Expect(
                    size,
                    cluster.pods().stream()
                            .filter(pod -> pod.view()
                                    .filter(view -> view.hasJoined() && view.expectedSize() != size)
                                    .isPresent())
                            .toList());
        }
    }
}
