package io.stockcluster.actors.engine;

import com.hazelcast.internal.partition.MigrationInfo;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * What Hazelcast's oldest member has planned. It tells nobody: neither its listeners nor its services know more than a
 * number. But the thread that starts the moves, one after the other, has the plan in its hands, so it is looked up there
 * when a move starts. That reads two private fields and writes none; only that thread changes what they hold.
 */
final class PlannedMoves {

    private static final Field TASK = field("com.hazelcast.internal.partition.impl.MigrationThread", "activeTask");
    private static final Field MOVES = field(
            "com.hazelcast.internal.partition.impl.MigrationManagerImpl$MigrationPlanTask", "partitionMigrationQueues");

    /**
     * A plan.
     *
     * @param task the same for each of its moves
     * @param rest what has not been started yet
     */
    record Plan(Object task, List<MigrationInfo> rest) {}

    private PlannedMoves() {}

    /** The plan that the calling thread works at, if it is the one that does. */
    static Optional<Plan> ofThisThread() {
        Thread thread = Thread.currentThread();
        if (!TASK.getDeclaringClass().isInstance(thread)) {
            return Optional.empty();
        }
        try {
            Object task = TASK.get(thread);
            if (!MOVES.getDeclaringClass().isInstance(task)) {
                return Optional.empty();
            }
            List<MigrationInfo> rest = new ArrayList<>();
            for (Object shard : (List<?>) MOVES.get(task)) {
                ((Queue<?>) shard).forEach(move -> rest.add((MigrationInfo) move));
            }
            return Optional.of(new Plan(task, rest));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Hazelcast's plan cannot be read", e);
        }
    }

    private static Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Hazelcast keeps its plan elsewhere than in " + type + "." + name, e);
        }
    }
}
