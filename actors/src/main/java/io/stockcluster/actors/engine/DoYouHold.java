package io.stockcluster.actors.engine;

import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.concurrent.TimeUnit;

/** Asks a host whether its copy of an actor holds a certain change, by now. Hazelcast has no such question. */
final class DoYouHold extends Question<Boolean> {

    /** Where hosts answer it. */
    static final String EXECUTOR = "actors-copies";

    private static final long PATIENCE_SECONDS = 2;

    final Unconfirmed.CellId cell;

    DoYouHold(Unconfirmed.CellId cell) {
        this.cell = cell;
    }

    @Override
    public Boolean call() throws Exception {
        NodeEngine engine = ((HazelcastInstanceImpl) host()).node.getNodeEngine();
        return OnShard.ask(engine, cell.shard(), () -> holds(engine)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** On the shard's thread, which is alone with its copies. */
    private boolean holds(NodeEngine engine) {
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
