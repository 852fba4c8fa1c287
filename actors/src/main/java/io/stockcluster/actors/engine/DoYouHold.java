package io.stockcluster.actors.engine;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Asks a host whether its copy of an actor holds a certain change, by now. Hazelcast has no such question. */
final class DoYouHold implements Callable<Boolean>, HazelcastInstanceAware {

    /** Where hosts answer it. */
    static final String EXECUTOR = "actors-copies";

    private static final long PATIENCE_SECONDS = 2;

    final Unconfirmed.CellId cell;

    private NodeEngine engine;

    DoYouHold(Unconfirmed.CellId cell) {
        this.cell = cell;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        engine = ((HazelcastInstanceImpl) instance).node.getNodeEngine();
    }

    @Override
    public Boolean call() throws Exception {
        return OnShard.ask(engine, cell.shard(), this::holds).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** On the shard's thread, which is alone with its copies. */
    private boolean holds() {
        MapService maps = engine.getService(MapService.SERVICE_NAME);
        RecordStore<?> store = maps.getMapServiceContext().getExistingRecordStore(cell.shard(), cell.type());
        if (store == null) {
            return false;
        }
        Record<?> record = store.getRecord(engine.getSerializationService().toData(cell.key()));
        return record != null
                && record.getValue() instanceof Cell copy
                && copy.version() == cell.version()
                && copy.mark() == cell.mark();
    }
}
