package io.stockcluster.actors.engine;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.stockcluster.actors.CompactForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How messages between actors travel, and what the two ends keep of them. See {@link Wire}. */
final class MailForm {

    private MailForm() {}

    static final List<CompactSerializer<?>> ALL = List.of(
            new CompactForm<>(
                    "stockcluster.Sent",
                    Outbox.Sent.class,
                    (writer, sent) -> {
                        writeStamp(writer, "", sent.stamp());
                        writeStamp(writer, "after", sent.after());
                        writer.writeString("type", sent.type());
                        writer.writeString("key", sent.key());
                        writer.writeCompact("message", sent.message());
                        writer.writeString("context", sent.context());
                    },
                    reader -> new Outbox.Sent(
                            readStamp(reader, ""),
                            readStamp(reader, "after"),
                            reader.readString("type"),
                            reader.readString("key"),
                            reader.readCompact("message"),
                            reader.readString("context"))),
            new CompactForm<>(
                    "stockcluster.Deliver",
                    Post.Deliver.class,
                    (writer, deliver) -> {
                        writer.writeString("sender", deliver.sender());
                        writer.writeCompact("sent", deliver.sent());
                        writer.writeBoolean("park", deliver.park());
                    },
                    reader -> new Post.Deliver(
                            reader.readString("sender"), reader.readCompact("sent"), reader.readBoolean("park"))),
            CompactForm.of("stockcluster.WhatIsPending", Post.WhatIsPending.class, new Post.WhatIsPending()),
            CompactForm.of("stockcluster.Unpark", Post.Unpark.class, new Post.Unpark()),
            new CompactForm<>(
                    "stockcluster.Arrived",
                    Post.Arrived.class,
                    (writer, arrived) -> writeStamps(writer, arrived.stamps()),
                    reader -> new Post.Arrived(readStamps(reader))),
            new CompactForm<>(
                    "stockcluster.Done",
                    Post.Done.class,
                    (writer, done) -> writer.writeBoolean("yes", done.yes()),
                    reader -> new Post.Done(reader.readBoolean("yes"))),
            new CompactForm<>(
                    "stockcluster.Pending",
                    Post.Pending.class,
                    (writer, pending) -> {
                        writeSent(writer, pending.sent());
                        writer.writeInt32("parked", pending.parked());
                    },
                    reader -> new Post.Pending(readSent(reader), reader.readInt32("parked"))),
            new CompactForm<>(
                    "stockcluster.Settling",
                    Post.Settling.class,
                    (writer, settling) -> {
                        writer.writeCompact("reply", settling.reply());
                        writeSent(writer, settling.sent());
                    },
                    reader -> new Post.Settling(reader.readCompact("reply"), readSent(reader))),
            new CompactForm<>(
                    "stockcluster.Received",
                    Post.Received.class,
                    (writer, received) -> {
                        writer.writeString("sender", received.sender());
                        writeStamp(writer, "", received.stamp());
                    },
                    reader -> new Post.Received(reader.readString("sender"), readStamp(reader, ""))),
            new CompactForm<>(
                    "stockcluster.Parked",
                    Post.Parked.class,
                    (writer, parked) -> {
                        writer.writeString("sender", parked.sender());
                        writer.writeCompact("sent", parked.sent());
                    },
                    reader -> new Post.Parked(reader.readString("sender"), reader.readCompact("sent"))),
            new CompactForm<>(
                    "stockcluster.Unparked",
                    Post.Unparked.class,
                    (writer, unparked) -> {
                        writer.writeString("sender", unparked.sender());
                        writeStamp(writer, "", unparked.stamp());
                    },
                    reader -> new Post.Unparked(reader.readString("sender"), readStamp(reader, ""))),
            new CompactForm<>(
                    "stockcluster.Sending",
                    Post.HasSent.class,
                    (writer, sending) -> {
                        writer.writeInt64("host", sending.host());
                        writeSent(writer, sending.sent());
                    },
                    reader -> new Post.HasSent(reader.readInt64("host"), readSent(reader))),
            new CompactForm<>(
                    "stockcluster.Aside",
                    Inbox.Parked.class,
                    (writer, parked) -> {
                        writer.writeString("sender", parked.sender());
                        writer.writeCompact("sent", parked.sent());
                    },
                    reader -> new Inbox.Parked(reader.readString("sender"), reader.readCompact("sent"))));

    static void writeOutbox(CompactWriter writer, Outbox outbox) {
        writer.writeInt64("sentBy", outbox.host());
        writeStamp(writer, "sent", outbox.last());
        writeSent(writer, outbox.pending());
    }

    static Outbox readOutbox(CompactReader reader) {
        var outbox = new Outbox(reader.readInt64("sentBy"), readStamp(reader, "sent"), readSent(reader));
        return outbox.equals(Outbox.EMPTY) ? Outbox.EMPTY : outbox;
    }

    /** The stamps of all senders in one list, and by it the sender of each. */
    static void writeInbox(CompactWriter writer, Inbox inbox) {
        List<String> senders = new ArrayList<>();
        List<Stamp> received = new ArrayList<>();
        inbox.last()
                .forEach((sender, stamps) -> stamps.forEach(stamp -> {
                    senders.add(sender);
                    received.add(stamp);
                }));
        writer.writeArrayOfString("senders", senders.toArray(String[]::new));
        writeStamps(writer, received);
        writer.writeArrayOfCompact("parked", inbox.parked().toArray(Inbox.Parked[]::new));
    }

    static Inbox readInbox(CompactReader reader) {
        String[] senders = reader.readArrayOfString("senders");
        List<Stamp> received = readStamps(reader);
        Inbox.Parked[] parked = reader.readArrayOfCompact("parked", Inbox.Parked.class);
        if (senders.length == 0 && parked.length == 0) {
            return Inbox.EMPTY;
        }
        Map<String, List<Stamp>> last = new HashMap<>();
        for (int i = 0; i < senders.length; i++) {
            last.computeIfAbsent(senders[i], sender -> new ArrayList<>(1)).add(received.get(i));
        }
        last.replaceAll((sender, stamps) -> List.copyOf(stamps));
        return new Inbox(Map.copyOf(last), List.of(parked));
    }

    private static void writeSent(CompactWriter writer, List<Outbox.Sent> sent) {
        writer.writeArrayOfCompact("sent", sent.toArray(Outbox.Sent[]::new));
    }

    private static List<Outbox.Sent> readSent(CompactReader reader) {
        return List.of(reader.readArrayOfCompact("sent", Outbox.Sent.class));
    }

    private static void writeStamp(CompactWriter writer, String name, Stamp stamp) {
        writer.writeInt64(name + "Epoch", stamp.epoch());
        writer.writeInt64(name + "Number", stamp.number());
    }

    private static Stamp readStamp(CompactReader reader, String name) {
        long epoch = reader.readInt64(name + "Epoch");
        return epoch == 0 ? Stamp.NONE : new Stamp(epoch, reader.readInt64(name + "Number"));
    }

    private static void writeStamps(CompactWriter writer, List<Stamp> stamps) {
        writer.writeArrayOfInt64(
                "epochs", stamps.stream().mapToLong(Stamp::epoch).toArray());
        writer.writeArrayOfInt64(
                "numbers", stamps.stream().mapToLong(Stamp::number).toArray());
    }

    private static List<Stamp> readStamps(CompactReader reader) {
        long[] epochs = reader.readArrayOfInt64("epochs");
        long[] numbers = reader.readArrayOfInt64("numbers");
        List<Stamp> stamps = new ArrayList<>(epochs.length);
        for (int i = 0; i < epochs.length; i++) {
            stamps.add(new Stamp(epochs[i], numbers[i]));
        }
        return stamps;
    }
}
