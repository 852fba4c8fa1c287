package io.stockcluster.node.stock;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.actors.CompactForm;
import io.stockcluster.node.stock.PotCommand.ReadLevel;
import io.stockcluster.node.stock.PotReply.Accepted;
import io.stockcluster.node.stock.PotReply.InsufficientStock;
import io.stockcluster.node.stock.PotReply.Level;
import io.stockcluster.node.stock.PotReply.Mismatch;
import io.stockcluster.node.stock.PotReply.Received;
import io.stockcluster.node.stock.PotWrite.Count;
import io.stockcluster.node.stock.PotWrite.Dispatch;
import io.stockcluster.node.stock.PotWrite.Receive;
import io.stockcluster.node.stock.PotWrite.Sell;
import java.util.List;
import java.util.Optional;

/** How commands, events, replies and states of pots travel between nodes. */
public final class StockSerializers {

    private StockSerializers() {}

    /** All of them, for the configuration of members and clients alike. */
    public static List<CompactSerializer<?>> all() {
        return List.of(
                sell(),
                receive(),
                dispatch(),
                count(),
                CompactForm.of("stock.read-level", ReadLevel.class, new ReadLevel()),
                event(),
                accepted(),
                CompactForm.of("stock.received", Received.class, new Received()),
                CompactForm.of("stock.mismatch", Mismatch.class, new Mismatch()),
                CompactForm.of("stock.insufficient-stock", InsufficientStock.class, new InsufficientStock()),
                level(),
                new PotSerializer());
    }

    private static CompactForm<Sell> sell() {
        return new CompactForm<>(
                "stock.sell",
                Sell.class,
                (out, sale) -> {
                    out.writeString("requestId", sale.requestId());
                    out.writeDecimal("quantity", sale.quantity());
                    out.writeTimestamp("soldAt", sale.time());
                },
                in -> new Sell(in.readString("requestId"), in.readDecimal("quantity"), in.readTimestamp("soldAt")));
    }

    private static CompactForm<Receive> receive() {
        return new CompactForm<>(
                "stock.receive",
                Receive.class,
                (out, receipt) -> {
                    out.writeString("origin", receipt.id());
                    out.writeDecimal("quantity", receipt.quantity());
                    out.writeTimestamp("receivedAt", receipt.time());
                },
                in -> new Receive(in.readString("origin"), in.readDecimal("quantity"), in.readTimestamp("receivedAt")));
    }

    private static CompactForm<Dispatch> dispatch() {
        return new CompactForm<>(
                "stock.dispatch",
                Dispatch.class,
                (out, move) -> {
                    out.writeString("requestId", move.requestId());
                    out.writeString("destinationLocationId", move.destinationLocationId());
                    out.writeDecimal("quantity", move.quantity());
                    out.writeString("reason", move.reason());
                    out.writeTimestamp("movedAt", move.time());
                },
                in -> new Dispatch(
                        in.readString("requestId"),
                        in.readString("destinationLocationId"),
                        in.readDecimal("quantity"),
                        in.readString("reason"),
                        in.readTimestamp("movedAt")));
    }

    private static CompactForm<Count> count() {
        return new CompactForm<>(
                "stock.count",
                Count.class,
                (out, count) -> {
                    out.writeString("requestId", count.requestId());
                    out.writeDecimal("quantity", count.quantity());
                    out.writeString("reason", count.reason());
                    out.writeTimestamp("countedAt", count.time());
                },
                in -> new Count(
                        in.readString("requestId"),
                        in.readDecimal("quantity"),
                        in.readString("reason"),
                        in.readTimestamp("countedAt")));
    }

    private static CompactForm<PotEvent> event() {
        return new CompactForm<>(
                "stock.event",
                PotEvent.class,
                (out, event) -> {
                    out.writeCompact("write", event.write());
                    out.writeInt32("history", event.limits().history());
                    out.writeInt32("requestIds", event.limits().requestIds());
                },
                in -> new PotEvent(
                        in.readCompact("write"), new PotLimits(in.readInt32("history"), in.readInt32("requestIds"))));
    }

    private static CompactForm<Accepted> accepted() {
        return new CompactForm<>(
                "stock.accepted",
                Accepted.class,
                (out, reply) -> out.writeCompact("first", reply.first()),
                in -> new Accepted(in.readCompact("first")));
    }

    private static CompactForm<Level> level() {
        return new CompactForm<>(
                "stock.level",
                Level.class,
                (out, level) -> {
                    out.writeDecimal("quantity", level.quantity());
                    out.writeDecimal("pendingAdjustment", level.pendingAdjustment());
                    out.writeTimestamp("lastUpdated", level.lastUpdated().orElse(null));
                },
                in -> new Level(
                        in.readDecimal("quantity"),
                        in.readDecimal("pendingAdjustment"),
                        Optional.ofNullable(in.readTimestamp("lastUpdated"))));
    }
}
