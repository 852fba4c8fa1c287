package io.stockcluster.node.delivery;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.RequestLog;
import io.stockcluster.node.delivery.Delivery.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How deliveries travel between nodes. Names of types and fields are a promise to nodes of other versions. */
public final class DeliverySerializers {

    private DeliverySerializers() {}

    public static List<CompactSerializer<?>> all() {
        return List.of(
                of(Delivery.class, "delivery", DeliverySerializers::write, DeliverySerializers::read),
                of(
                        DeliveryCommand.Accept.class,
                        "accept",
                        (out, accept) -> out.writeCompact("delivery", accept.delivery()),
                        in -> new DeliveryCommand.Accept(in.readCompact("delivery"))),
                of(
                        DeliveryReply.Accepted.class,
                        "accepted",
                        (out, accepted) -> {
                            out.writeCompact("delivery", accepted.delivery());
                            out.writeString("origin", accepted.origin());
                        },
                        in -> new DeliveryReply.Accepted(in.readCompact("delivery"), in.readString("origin"))),
                of(DeliveryReply.Mismatch.class, "mismatch", (out, none) -> {}, in -> new DeliveryReply.Mismatch()),
                of(
                        DeliveryEvent.class,
                        "event",
                        (out, event) -> {
                            out.writeCompact("accepted", event.accepted());
                            out.writeInt32("remembered", event.remembered());
                        },
                        in -> new DeliveryEvent(in.readCompact("accepted"), in.readInt32("remembered"))),
                of(DeliveryBook.class, "book", DeliverySerializers::writeBook, DeliverySerializers::readBook));
    }

    private static void write(CompactWriter out, Delivery delivery) {
        out.writeString("requestId", delivery.requestId());
        out.writeString("supplierId", delivery.supplierId());
        out.writeString("supplierRef", delivery.supplierRef());
        out.writeTimestamp("deliveredAt", delivery.deliveredAt());
        out.writeArrayOfString(
                "productIds", delivery.lines().stream().map(Line::productId).toArray(String[]::new));
        out.writeArrayOfDecimal(
                "quantities", delivery.lines().stream().map(Line::quantity).toArray(BigDecimal[]::new));
    }

    private static Delivery read(CompactReader in) {
        String[] products = in.readArrayOfString("productIds");
        BigDecimal[] quantities = in.readArrayOfDecimal("quantities");
        return new Delivery(
                in.readString("requestId"),
                in.readString("supplierId"),
                in.readString("supplierRef"),
                in.readTimestamp("deliveredAt"),
                IntStream.range(0, products.length)
                        .mapToObj(i -> new Line(products[i], quantities[i]))
                        .toList());
    }

    private static void writeBook(CompactWriter out, DeliveryBook book) {
        out.writeInt64("next", book.next());
        out.writeInt32("remembered", book.requests().limit());
        out.writeArrayOfCompact(
                "requests",
                book.requests().entries().map(RequestLog.Entry::value).toArray(DeliveryReply.Accepted[]::new));
    }

    private static DeliveryBook readBook(CompactReader in) {
        List<RequestLog.Entry<DeliveryReply.Accepted>> entries = Stream.of(
                        in.readArrayOfCompact("requests", DeliveryReply.Accepted.class))
                .map(accepted -> new RequestLog.Entry<>(accepted.delivery().requestId(), accepted))
                .toList();
        return new DeliveryBook(in.readInt64("next"), RequestLog.of(in.readInt32("remembered"), entries));
    }

    private static <T> CompactSerializer<T> of(
            Class<T> type, String name, BiConsumer<CompactWriter, T> writer, Function<CompactReader, T> reader) {
        return new CompactSerializer<>() {
            @Override
            public T read(CompactReader in) {
                return reader.apply(in);
            }

            @Override
            public void write(CompactWriter out, T value) {
                writer.accept(out, value);
            }

            @Override
            public String getTypeName() {
                return "delivery." + name;
            }

            @Override
            public Class<T> getCompactClass() {
                return type;
            }
        };
    }
}
