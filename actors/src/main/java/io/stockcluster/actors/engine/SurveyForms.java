package io.stockcluster.actors.engine;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.actors.CompactForm;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** How surveys and their answers travel. */
final class SurveyForms {

    private SurveyForms() {}

    static final List<CompactSerializer<?>> ALL = List.of(
            new CompactForm<>(
                    "stockcluster.Survey",
                    Survey.class,
                    (writer, survey) -> {
                        writer.writeString("type", survey.type);
                        writer.writeArrayOfString("keys", survey.keys.toArray(String[]::new));
                        writer.writeCompact("message", survey.message);
                        writer.writeString("id", survey.id);
                        writer.writeArrayOfString("contexts", written(survey.contexts));
                        writer.writeInt64("limitMillis", survey.limit.toMillis());
                    },
                    reader -> {
                        List<String> keys = List.of(reader.readArrayOfString("keys"));
                        return new Survey(
                                reader.readString("type"),
                                keys,
                                reader.readCompact("message"),
                                reader.readString("id"),
                                read(reader.readArrayOfString("contexts"), keys.size()),
                                Duration.ofMillis(reader.readInt64("limitMillis")));
                    }),
            new CompactForm<>(
                    "stockcluster.Surveyed",
                    Surveyed.class,
                    (writer, surveyed) -> {
                        writer.writeArrayOfInt32("places", surveyed.places());
                        writer.writeArrayOfInt32("ends", surveyed.ends());
                        writer.writeArrayOfInt8("bytes", surveyed.bytes());
                    },
                    reader -> new Surveyed(
                            reader.readArrayOfInt32("places"),
                            reader.readArrayOfInt32("ends"),
                            reader.readArrayOfInt8("bytes"))));

    /** One of each. */
    static List<Object> samples() {
        return List.of(
                new Survey(
                        "type", List.of("key"), new Post.Done(true), "id", List.of("context"), Duration.ofSeconds(1)),
                Surveyed.NOTHING);
    }

    /** Once, where all are the same: nobody traces each message then. */
    private static String[] written(List<String> contexts) {
        return contexts.stream().distinct().count() == 1
                ? new String[] {contexts.getFirst()}
                : contexts.toArray(String[]::new);
    }

    private static List<String> read(String[] contexts, int keys) {
        return contexts.length == 1 ? Collections.nCopies(keys, contexts[0]) : List.of(contexts);
    }
}
