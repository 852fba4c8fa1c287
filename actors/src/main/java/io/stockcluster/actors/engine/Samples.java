package io.stockcluster.actors.engine;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import io.stockcluster.actors.ActorId;
import io.stockcluster.actors.ActorType;
import io.stockcluster.actors.Behavior;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One of each class that travels, so that a host makes every class known to the cluster before it hosts anything.
 *
 * <p>The first time that Compact meets a class it tells all nodes of the class's fields, and waits. On a shard's thread
 * that wait can be for ever: telling them waits for a change of the cluster to settle, which waits for the shard. So no
 * class may be new there. The classes are those with a serializer, and the records that a behaviour's type arguments
 * name: all of a sealed interface's, and what they are made of.
 */
final class Samples {

    private static final Map<Class<?>, Object> SIMPLE = Map.ofEntries(
            Map.entry(boolean.class, false),
            Map.entry(byte.class, (byte) 1),
            Map.entry(short.class, (short) 1),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(float.class, 1F),
            Map.entry(double.class, 1D),
            Map.entry(Boolean.class, false),
            Map.entry(Integer.class, 1),
            Map.entry(Long.class, 1L),
            Map.entry(Double.class, 1D),
            Map.entry(String.class, "sample"),
            Map.entry(BigDecimal.class, BigDecimal.ONE),
            Map.entry(LocalDate.class, LocalDate.EPOCH),
            Map.entry(LocalTime.class, LocalTime.MIDNIGHT),
            Map.entry(LocalDateTime.class, LocalDateTime.of(1970, 1, 1, 0, 0)),
            Map.entry(OffsetDateTime.class, OffsetDateTime.MIN),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(OptionalLong.class, OptionalLong.empty()),
            Map.entry(List.class, List.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Object.class, new Post.Done(true)));

    private final Map<Class<?>, Object> made = new LinkedHashMap<>();

    private Samples() {}

    /**
     * The samples.
     *
     * @param given by the application, for classes of which none can be made here
     * @throws IllegalArgumentException a class of which no sample can be had
     */
    static List<Object> of(
            List<ActorType<?, ?, ?, ?>> types, List<CompactSerializer<?>> serializers, List<Object> given) {
        var samples = new Samples();
        given.forEach(sample -> samples.made.put(sample.getClass(), sample));
        types.forEach(samples::addStateOf);
        serializers.forEach(serializer -> samples.sample(serializer.getCompactClass()));
        types.forEach(samples::addArgumentsOf);
        return new ArrayList<>(samples.made.values());
    }

    private void addStateOf(ActorType<?, ?, ?, ?> type) {
        Object state = type.behavior().initial(new ActorId(type.name(), "sample"));
        made.putIfAbsent(state.getClass(), state);
    }

    private void addArgumentsOf(ActorType<?, ?, ?, ?> type) {
        for (Type implemented : type.behavior().getClass().getGenericInterfaces()) {
            if (implemented instanceof ParameterizedType behavior && behavior.getRawType() == Behavior.class) {
                Arrays.stream(behavior.getActualTypeArguments()).forEach(this::add);
            }
        }
    }

    private void add(Type type) {
        switch (type) {
            case ParameterizedType generic -> {
                add(generic.getRawType());
                Arrays.stream(generic.getActualTypeArguments()).forEach(this::add);
            }
            case Class<?> sealed
            when sealed.isSealed() ->
                Arrays.stream(sealed.getPermittedSubclasses()).forEach(this::add);
            case Class<?> record
            when record.isRecord() && !made.containsKey(record) -> {
                sample(record);
                for (RecordComponent component : record.getRecordComponents()) {
                    add(component.getGenericType());
                }
            }
            default -> {
                // Nothing of its own: a text, a number, a list of what is added for itself.
            }
        }
    }

    private Object sample(Class<?> type) {
        Object known = SIMPLE.getOrDefault(type, made.get(type));
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            return Array.newInstance(type.componentType(), 0);
        }
        if (type.isSealed()) {
            return sample(type.getPermittedSubclasses()[0]);
        }
        Object sample = construct(type);
        made.put(type, sample);
        return sample;
    }

    private Object construct(Class<?> type) {
        try {
            Constructor<?> constructor = constructor(type);
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                    .map(this::sample)
                    .toArray());
        } catch (InvocationTargetException e) {
            throw none(type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw none(type, e);
        }
    }

    /** Of all components of a record; of another class, the only one that there is. */
    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        if (type.isRecord()) {
            return type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        }
        Constructor<?>[] all = type.getDeclaredConstructors();
        if (all.length != 1) {
            throw none(type, null);
        }
        return all[0];
    }

    private static IllegalArgumentException none(Class<?> type, Throwable cause) {
        return new IllegalArgumentException(
                "Every class that travels must be known before the first actor lives, but no sample of "
                        + type.getName() + " can be made: give one by ActorSystemConfig.withSamples",
                cause);
    }
}
