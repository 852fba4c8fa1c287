package io.stockcluster.actors.engine;

import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;

/** Says when shards have moved. */
record Moves(Runnable moved) implements MigrationListener {

    @Override
    public void migrationStarted(MigrationState state) {}

    @Override
    public void migrationFinished(MigrationState state) {
        moved.run();
    }

    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
        moved.run();
    }

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {}
}
