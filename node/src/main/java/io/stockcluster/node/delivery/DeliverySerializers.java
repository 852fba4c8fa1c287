package io.stockcluster.node.delivery;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.CompactForm;
import io.stockcluster.actors.RequestLog;
import io.stockcluster.node.delivery.Delivery.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How deliveries travel between nodes. Names of types and fields are a promise to nodes of other versions. */
public final class DeliverySerializers {

    private DeliverySerializers() {}

    public static List<CompactSerializer<?>> all() {
        return List.of(
                new CompactForm<>(
                        "delivery.delivery", Delivery.class, DeliverySerializers::write, DeliverySerializers::read),
                new CompactForm<>(
                        "delivery.accept",
                        DeliveryCommand.Accept.class,
                        (out, accept) -> out.writeCompact("delivery", accept.delivery()),
                        in -> new DeliveryCommand.Accept(in.readCompact("delivery"))),
                new CompactForm<>(
                        "delivery.accepted",
                        DeliveryReply.Accepted.class,
                        (out, accepted) -> out.writeCompact("delivery", accepted.delivery()),
                        in -> new DeliveryReply.Accepted(in.readCompact("delivery"))),
                CompactForm.of("delivery.mismatch", DeliveryReply.Mismatch.class, new DeliveryReply.Mismatch()),
                new CompactForm<>(
                        "delivery.event",
                        DeliveryEvent.class,
                        (out, event) -> {
                            out.writeCompact("delivery", event.delivery());
                            out.writeInt32("remembered", event.remembered());
                        },
                        in -> new DeliveryEvent(in.readCompact("delivery"), in.readInt32("remembered"))),
                new CompactForm<>(
                        "delivery.book",
                        DeliveryBook.class,
                        DeliverySerializers::writeBook,
                        DeliverySerializers::readBook));
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
        out.writeInt32("remembered", book.requests().limit());
        out.writeArrayOfCompact(
                "requests",
                book.requests().entries().map(RequestLog.Entry::value).toArray(Delivery[]::new));
        out.writeInt64("taken", book.requests().past().taken());
        out.writeString("first", book.requests().past().first());
    }

    private static DeliveryBook readBook(CompactReader in) {
        List<RequestLog.Entry<Delivery>> entries = Stream.of(in.readArrayOfCompact("requests", Delivery.class))
                .map(delivery -> new RequestLog.Entry<>(delivery.requestId(), delivery))
                .toList();
        var past = new RequestLog.Past(in.readInt64("taken"), in.readString("first"));
        return new DeliveryBook(RequestLog.of(in.readInt32("remembered"), past, entries));
    }
}
