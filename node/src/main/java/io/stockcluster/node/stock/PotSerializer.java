package io.stockcluster.node.stock;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.RequestLog;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a whole pot travels, when its shard moves or a copy is made anew.
 *
 * <p>A write is in the history and in a log. It goes out once, and the orders as places in the list of writes: half the bytes,
 * and one object for both when it is read. The list goes out as {@link WriteColumns}.
 */
final class PotSerializer implements CompactSerializer<Pot> {

    @Override
    public void write(CompactWriter out, Pot pot) {
        var writes = new ArrayList<PotWrite>();
        var places = new IdentityHashMap<PotWrite, Integer>();
        var history = places(pot.history().writes(), writes, places);
        var requests = places(values(pot.requests()), writes, places);
        var receipts = places(values(pot.receipts()), writes, places);

        var base = pot.history().base();
        out.writeDecimal("baseQuantity", base.quantity());
        out.writeDecimal("basePending", base.pending());
        out.writeTimestamp("baseLastUpdated", base.lastUpdated());
        WriteColumns.write(out, writes);
        out.writeArrayOfInt32("history", history);
        out.writeArrayOfInt32("requests", requests);
        out.writeInt32("requestLimit", pot.requests().limit());
        write(out, "Request", pot.requests().past());
        out.writeArrayOfInt32("receipts", receipts);
        out.writeInt32("receiptLimit", pot.receipts().limit());
        write(out, "Receipt", pot.receipts().past());
    }

    private static void write(CompactWriter out, String kind, RequestLog.Past past) {
        out.writeInt64("taken" + kind + "s", past.taken());
        out.writeString("first" + kind, past.first());
    }

    private static RequestLog.Past past(CompactReader in, String kind) {
        return new RequestLog.Past(in.readInt64("taken" + kind + "s"), in.readString("first" + kind));
    }

    @Override
    public Pot read(CompactReader in) {
        var base = new Tally(
                in.readDecimal("baseQuantity"), in.readDecimal("basePending"), in.readTimestamp("baseLastUpdated"));
        var writes = WriteColumns.read(in);
        return new Pot(
                History.of(base, at(in.readArrayOfInt32("history"), writes)),
                log(
                        in.readInt32("requestLimit"),
                        past(in, "Request"),
                        at(in.readArrayOfInt32("requests"), writes),
                        PotWrite.Request.class),
                log(
                        in.readInt32("receiptLimit"),
                        past(in, "Receipt"),
                        at(in.readArrayOfInt32("receipts"), writes),
                        PotWrite.Receive.class));
    }

    @Override
    public String getTypeName() {
        return "stock.pot";
    }

    @Override
    public Class<Pot> getCompactClass() {
        return Pot.class;
    }

    private static int[] places(
            List<? extends PotWrite> ordered, List<PotWrite> writes, Map<PotWrite, Integer> places) {
        return ordered.stream()
                .mapToInt(write -> places.computeIfAbsent(write, added -> {
                    writes.add(added);
                    return writes.size() - 1;
                }))
                .toArray();
    }

    private static List<PotWrite> at(int[] places, List<PotWrite> writes) {
        return IntStream.of(places).mapToObj(writes::get).toList();
    }

    private static List<? extends PotWrite> values(RequestLog<? extends PotWrite> log) {
        return log.entries().map(RequestLog.Entry::value).toList();
    }

    private static <W extends PotWrite> RequestLog<W> log(
            int limit, RequestLog.Past past, List<PotWrite> writes, Class<W> kind) {
        return RequestLog.of(
                limit,
                past,
                writes.stream()
                        .map(kind::cast)
                        .map(write -> new RequestLog.Entry<>(write.id(), write))
                        .toList());
    }
}
