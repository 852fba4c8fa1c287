package io.stockcluster.node.stock;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.node.stock.PotWrite.Count;
import io.stockcluster.node.stock.PotWrite.Dispatch;
import io.stockcluster.node.stock.PotWrite.Receive;
import io.stockcluster.node.stock.PotWrite.Sell;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of writes as a column for each field, since an array of Compact objects cannot mix their types.
 *
 * <p>The kinds' numbers are on the wire: none may ever change or be used again.
 */
final class WriteColumns {

    private static final byte SELL = 1;
    private static final byte RECEIVE = 2;
    private static final byte DISPATCH = 3;
    private static final byte COUNT = 4;

    private WriteColumns() {}

    static void write(CompactWriter out, List<PotWrite> writes) {
        int size = writes.size();
        var kinds = new byte[size];
        var ids = new String[size];
        var quantities = new BigDecimal[size];
        var times = new LocalDateTime[size];
        var reasons = new String[size];
        var destinations = new String[size];
        for (int i = 0; i < size; i++) {
            var write = writes.get(i);
            ids[i] = write.id();
            quantities[i] = write.quantity();
            times[i] = write.time();
            switch (write) {
                case Sell _ -> kinds[i] = SELL;
                case Receive _ -> kinds[i] = RECEIVE;
                case Dispatch move -> {
                    kinds[i] = DISPATCH;
                    reasons[i] = move.reason();
                    destinations[i] = move.destinationLocationId();
                }
                case Count count -> {
                    kinds[i] = COUNT;
                    reasons[i] = count.reason();
                }
            }
        }
        out.writeArrayOfInt8("kinds", kinds);
        out.writeArrayOfString("ids", ids);
        out.writeArrayOfDecimal("quantities", quantities);
        out.writeArrayOfTimestamp("times", times);
        out.writeArrayOfString("reasons", reasons);
        out.writeArrayOfString("destinations", destinations);
    }

    static List<PotWrite> read(CompactReader in) {
        var kinds = in.readArrayOfInt8("kinds");
        var ids = in.readArrayOfString("ids");
        var quantities = in.readArrayOfDecimal("quantities");
        var times = in.readArrayOfTimestamp("times");
        var reasons = in.readArrayOfString("reasons");
        var destinations = in.readArrayOfString("destinations");
        var writes = new ArrayList<PotWrite>(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            writes.add(
                    switch (kinds[i]) {
                        case SELL -> new Sell(ids[i], quantities[i], times[i]);
                        case RECEIVE -> new Receive(ids[i], quantities[i], times[i]);
                        case DISPATCH -> new Dispatch(ids[i], destinations[i], quantities[i], reasons[i], times[i]);
                        case COUNT -> new Count(ids[i], quantities[i], reasons[i], times[i]);
                        default ->
                            throw new IllegalStateException("A pot holds a write of kind " + kinds[i]
                                    + ", which this version does not know: it knows 1 to " + COUNT
                                    + ". Run the version that wrote it, or a newer one");
                    });
        }
        return writes;
    }
}
