package io.stockcluster.node.http;

import io.stockcluster.node.web.Answer;
import io.stockcluster.node.web.NumberText;
import io.stockcluster.node.web.Refusal;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of a body. Each is read in the order in which faults are to be told; what comes back can be taken after
 * {@link #check}, which refuses the request with every field that is missing, or else with every one that is invalid.
 */
final class Fields {

    private final Map<String, Object> body;
    private final List<String> missing = new ArrayList<>();
    private final List<String> invalid = new ArrayList<>();

    Fields(Map<String, Object> body) {
        this.body = body;
    }

    /** What no body holds: a part of the path, or a query parameter. */
    Fields alongside(String name, boolean valid) {
        if (!valid) {
            invalid.add(name);
        }
        return this;
    }

    /** The field by a reading of its own, which tells of what it cannot read by returning nothing. */
    <T> Supplier<T> read(String name, Function<Object, Optional<T>> reading) {
        Object value = body.get(name);
        Optional<T> read = value == null ? Optional.empty() : reading.apply(value);
        if (value == null) {
            missing.add(name);
        } else if (read.isEmpty()) {
            invalid.add(name);
        }
        return read::orElseThrow;
    }

    /** As {@link #read}, but it need not be there. */
    <T> Supplier<Optional<T>> maybe(String name, Function<Object, Optional<T>> reading) {
        if (!body.containsKey(name)) {
            return Optional::empty;
        }
        Supplier<T> read = read(name, reading);
        return () -> Optional.of(read.get());
    }

    Supplier<String> id(String name) {
        return read(name, Fields::asId);
    }

    /** Just this word. */
    Supplier<String> word(String name, String word) {
        return read(name, value -> asId(value).filter(word::equals));
    }

    Supplier<LocalDateTime> time(String name) {
        return read(name, value -> asText(value).flatMap(Times::parse));
    }

    Supplier<BigDecimal> positive(String name) {
        return read(name, Fields::asPositive);
    }

    Supplier<BigDecimal> notNegative(String name) {
        return read(name, value -> asNumber(value).filter(number -> number.signum() >= 0));
    }

    /** Whether all is there, but something invalid. */
    boolean faulty() {
        return missing.isEmpty() && !invalid.isEmpty();
    }

    /** Refuses the request, where anything was missing, or else anything invalid. */
    void check() {
        if (!missing.isEmpty()) {
            throw new Refusal(Answer.named(400, "missingFields", missing));
        }
        if (!invalid.isEmpty()) {
            throw new Refusal(Answer.named(400, "invalidValues", invalid));
        }
    }

    static Optional<String> asText(Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static Optional<String> asId(Object value) {
        return asText(value).filter(Ids::good);
    }

    static Optional<BigDecimal> asNumber(Object value) {
        return value instanceof NumberText number ? Quantities.parse(number.text()) : Optional.empty();
    }

    static Optional<BigDecimal> asPositive(Object value) {
        return asNumber(value).filter(number -> number.signum() > 0);
    }
}
