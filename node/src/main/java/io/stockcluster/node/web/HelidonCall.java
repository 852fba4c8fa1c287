package io.stockcluster.node.web;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request of Helidon's. */
final class HelidonCall implements Call {

    private final ServerRequest request;
    private final Entity entity;
    private final Route route;
    private final List<String> segments;
    private final Slot slot;
    private final Bodies.Room room;

    HelidonCall(ServerRequest request, Entity entity, Route route, List<String> segments, Slot slot, Bodies.Room room) {
        this.request = request;
        this.entity = entity;
        this.route = route;
        this.segments = segments;
        this.slot = slot;
        this.room = room;
    }

    @Override
    public Optional<String> path(String name) {
        return decoded(segments.get(route.indexOf(name)));
    }

    @Override
    public String rawPath() {
        return request.path().rawPath();
    }

    @Override
    public List<String> query(String name) {
        return Query.values(request.prologue().query().rawValue(), name);
    }

    @Override
    public Optional<String> header(String name) {
        return single(request, name);
    }

    static Optional<String> single(ServerRequest request, String name) {
        return request.headers()
                .find(HeaderNames.create(name))
                .filter(header -> header.valueCount() == 1)
                .map(Header::get)
                // Several values may also come as one.
                .filter(value -> value.indexOf(',') < 0)
                .map(String::strip);
    }

    /** Each of the headers of that name, in their order. */
    static List<String> all(ServerRequest request, String name) {
        return request.headers()
                .find(HeaderNames.create(name))
                .map(Header::allValues)
                .orElse(List.of());
    }

    @Override
    public boolean fromLoopback() {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
    }

    @Override
    public Map<String, Object> body() {
        return Json.object(bytes()).orElseThrow(() -> new Refusal(Answer.status(400, "BadRequest")));
    }

    private byte[] bytes() {
        if (entity.announced() > Bodies.LARGEST) {
            throw tooLarge();
        }
        if (!entity.isThere()) {
            return new byte[0];
        }
        byte[] bytes = received();
        slot.take();
        if (bytes.length > Bodies.LARGEST) {
            throw tooLarge();
        }
        return bytes;
    }

    private byte[] received() {
        slot.give();
        try {
            return room.read(entity.stream());
        } catch (IOException
                | UncheckedIOException
                | IllegalArgumentException
                | HttpException
                | InsufficientDataAvailableException _) {
            // It ended early, came too slowly, or in chunks that are none.
            throw new Refusal(Answer.status(400, "BadRequest").last());
        }
    }

    /** What is left of the body is skipped, and the connection ends with the answer. */
    private static Refusal tooLarge() {
        return new Refusal(Answer.status(413, "PayloadTooLarge").last());
    }

    /** Percent-encoded UTF-8, strictly; a plus is a plus. What was not encoded, and had to be, is lost by now. */
    static Optional<String> decoded(String segment) {
        if (segment.chars().anyMatch(character -> character > 0x7f)) {
            return Optional.empty();
        }
        byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.put(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
