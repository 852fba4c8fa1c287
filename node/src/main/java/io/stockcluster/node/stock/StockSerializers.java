package io.stockcluster.node.stock;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.node.stock.PotCommand.ReadLevel;
import io.stockcluster.node.stock.PotReply.Accepted;
import io.stockcluster.node.stock.PotReply.InsufficientStock;
import io.stockcluster.node.stock.PotReply.Level;
import io.stockcluster.node.stock.PotReply.Mismatch;
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
                new Form<>("stock.read-level", ReadLevel.class, (command, out) -> {}, in -> new ReadLevel()),
                event(),
                accepted(),
                new Form<>("stock.mismatch", Mismatch.class, (reply, out) -> {}, in -> new Mismatch()),
                new Form<>(
                        "stock.insufficient-stock",
                        InsufficientStock.class,
                        (reply, out) -> {},
                        in -> new InsufficientStock()),
                level(),
                new PotSerializer());
    }

    private static Form<Sell> sell() {
        return new Form<>(
                "stock.sell",
                Sell.class,
                (sale, out) -> {
                    out.writeString("requestId", sale.requestId());
                    out.writeDecimal("quantity", sale.quantity());
                    out.writeTimestamp("soldAt", sale.soldAt());
                },
                in -> new Sell(in.readString("requestId"), in.readDecimal("quantity"), in.readTimestamp("soldAt")));
    }

    private static Form<Receive> receive() {
        return new Form<>(
                "stock.receive",
                Receive.class,
                (receipt, out) -> {
                    out.writeString("originId", receipt.originId());
                    out.writeDecimal("quantity", receipt.quantity());
                    out.writeTimestamp("receivedAt", receipt.receivedAt());
                },
                in -> new Receive(
                        in.readString("originId"), in.readDecimal("quantity"), in.readTimestamp("receivedAt")));
    }

    private static Form<Dispatch> dispatch() {
        return new Form<>(
                "stock.dispatch",
                Dispatch.class,
                (move, out) -> {
                    out.writeString("requestId", move.requestId());
                    out.writeString("destinationLocationId", move.destinationLocationId());
                    out.writeDecimal("quantity", move.quantity());
                    out.writeString("reason", move.reason());
                    out.writeTimestamp("movedAt", move.movedAt());
                },
                in -> new Dispatch(
                        in.readString("requestId"),
                        in.readString("destinationLocationId"),
                        in.readDecimal("quantity"),
                        in.readString("reason"),
                        in.readTimestamp("movedAt")));
    }

    private static Form<Count> count() {
        return new Form<>(
                "stock.count",
                Count.class,
                (count, out) -> {
                    out.writeString("requestId", count.requestId());
                    out.writeDecimal("quantity", count.quantity());
                    out.writeString("reason", count.reason());
                    out.writeTimestamp("countedAt", count.countedAt());
                },
                in -> new Count(
                        in.readString("requestId"),
                        in.readDecimal("quantity"),
                        in.readString("reason"),
                        in.readTimestamp("countedAt")));
    }

    private static Form<PotEvent> event() {
        return new Form<>(
                "stock.event",
                PotEvent.class,
                (event, out) -> {
                    out.writeCompact("write", event.write());
                    out.writeInt32("history", event.limits().history());
                    out.writeInt32("requestIds", event.limits().requestIds());
                },
                in -> new PotEvent(
                        in.readCompact("write"), new PotLimits(in.readInt32("history"), in.readInt32("requestIds"))));
    }

    private static Form<Accepted> accepted() {
        return new Form<>(
                "stock.accepted",
                Accepted.class,
                (reply, out) -> out.writeCompact("write", reply.write()),
                in -> new Accepted(in.readCompact("write")));
    }

    private static Form<Level> level() {
        return new Form<>(
                "stock.level",
                Level.class,
                (level, out) -> {
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
