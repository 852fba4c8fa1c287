package io.stockcluster.node;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests as no client should send them: nearly right ones, with one or a few things wrong, and plain rubbish. All
 * follow from the seed.
 */
final class Noise {

    private static final List<String> METHODS = words("GET POST PUT DELETE HEAD OPTIONS PATCH TRACE get PROPFIND X");

    private static final List<String> IDS = plus(
            words("""
            Depot Shop Shelf Region Tea %20 a%20b %2F %2e%2e .. . % %G1 %0 %00 %C3%A9 %C3 %ED%A0%80 %F0%9F%8D%B5 %EF%BF%BF
            a;b=c a+b * ' " <> {location} products deliveries movements jobs %E2%80%AE %7F %C2%85 ~ !$&'() @: | \\ é
            """), "", "x".repeat(200), "x".repeat(201), "%F0%9F%8D%B5".repeat(200), "%F0%9F%8D%B5".repeat(201));

    private static final List<String> PATHS = lines("""
            GET /locations/%s/products/%s
            POST /locations/%s/products/%s/sales
            POST /locations/%s/products/%s/sales
            POST /locations/%s/products/%s/counts
            POST /locations/%s/%s/movements
            POST /locations/%s/%s/movements
            POST /locations/%s/deliveries
            POST /locations/%s/deliveries
            GET /locations/%s
            PUT /locations/%s
            DELETE /locations/%s
            GET /locations/%s/children
            GET /locations/%s/path
            GET /admin/jobs
            POST /admin/jobs
            GET /admin/jobs/%s
            PUT /admin/jobs/%s
            DELETE /admin/jobs/%s
            GET /health/%s
            GET /%s
            GET /%s/%s/%s/%s/%s/%s/%s""");

    private static final List<String> QUERIES = plus(words("""
            ? ?includeChildren=true ?includeChildren=false ?includeChildren= ?includeChildren
            ?includeChildren=true&includeChildren=false ?depth=1 ?depth=99999999999 ?depth=-1 ?depth=%zz ?% ?&&=& ?a=%C3
            #x ?includeChildren=true#x"""), "", "", "", "", "", "?" + "a=b&".repeat(500));

    private static final List<String> NUMBERS = plus(
            words("""
            1 2 0 -0 -1 0.0 1e999999999 1e-999999999 -1e999999999 1E-400 1e400 1e15 999999999999999.999999999
            1000000000000000 0.0000000001 0.0000000010 1.0e0 1e+0 00 01 +1 .5 5. 1e 0x1 NaN Infinity -Infinity 1_000"""),
            "9".repeat(5000),
            "0." + "0".repeat(5000) + "1",
            "1" + "0".repeat(5000) + "e-5000",
            "1e" + "9".repeat(5000),
            "1e-" + "0".repeat(99));

    private static final List<String> TEXTS = plus(
            words("""
            x \\u0000 \\ud800 \\udc00\\ud800 \\ud83c\\udf75 é \u202e \ufeff a\\nb \\/ \\x Depot Shop Shelf Nowhere
            replenishment REPLENISHMENT AdminOverride stock:level:read : a::b 2024-12-26T15:35:00Z 2024-12-26T15:35:00
            2024-12-26T15:35 2024-12-26 2024-02-30T00:00:00Z 0000-01-01T00:00:00Z 9999-12-31T23:59:59.999999999Z
            9999-12-31T23:59:59-18:00 0001-01-01T00:00:00+18:00 2024-12-26T24:00:00Z 2024-12-26T23:59:60Z
            -2024-12-26T00:00:00Z +99999-01-01T00:00:00Z 2024-12-26T15:35:00.1234567891Z 2024-12-26T15:35:00+99:00
            now"""), "", " ", "\t", "2024-12-26T15:35:00 Z", "x".repeat(200), "x".repeat(201), "x".repeat(70_000));

    private static final List<String> HEADERS = plus(
            lines("""
            traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
            traceparent: ff-0-0-0
            Content-Type: text/plain; charset=UTF-16
            Content-Type: \1
            Content-Type: ;;;
            Content-Encoding: gzip
            Content-Encoding: nonsense
            Accept: image/png
            Accept: ;q=x
            Accept-Encoding: gzip, deflate, br
            Expect: 100-continue
            Expect: the unexpected
            X-Forwarded-For: é
            Cookie: a=b; ;;=
            If-None-Match: *
            Range: bytes=0-1
            Host: a b
            Transfer-Encoding: nonsense
            Content-Length: -1
            Content-Length: x
            Upgrade: h2c
            Connection: upgrade
            no colon
            : no name
            Authorization: Basic x"""),
            "Host: ",
            "X: " + "y".repeat(20_000),
            "X: " + "y".repeat(40_000),
            "traceparent: " + "0".repeat(4000));

    private final Random random;
    private final String token;
    private final int number;

    Noise(long seed, int number, String token) {
        this.random = new Random(seed * 1_000_003 + number);
        this.token = token;
        this.number = number;
    }

    byte[] request() {
        String[] route = any(PATHS).split(" ", 2);
        String method = oneIn(15) ? any(METHODS) : route[0];
        String path = route[1];
        while (path.contains("%s")) {
            String id = oneIn(3) ? any(IDS) : any(List.of("Depot", "Shop", "Tea"));
            path = path.substring(0, path.indexOf("%s")) + id + path.substring(path.indexOf("%s") + 2);
        }
        if (oneIn(40)) {
            path = any(List.of("//" + path, path + "/", "/./" + path, path + "//x", "*", "http://x" + path, "x", "/"));
        }
        byte[] body = method.equals("GET") && !oneIn(10) ? new byte[0] : body(route[1]);
        boolean chunked = oneIn(10);
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(path).append(any(QUERIES));
        head.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        head.append(oneIn(20) ? authorization() : "Authorization: Bearer " + token + "\r\n");
        while (oneIn(6)) {
            head.append(any(HEADERS)).append("\r\n");
        }
        head.append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + body.length + "\r\n\r\n");
        return joined(head.toString().getBytes(StandardCharsets.UTF_8), chunked ? chunks(body) : body);
    }

    private String authorization() {
        return any(List.of(
                "",
                "Authorization:\r\n",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer x.y.z\r\n",
                "authorization: bearer " + token + "\r\n",
                "Authorization: Bearer " + token + "x\r\n",
                "Authorization: Bearer " + token + "\r\nAuthorization: Bearer " + token + "\r\n",
                "Authorization: Bearer " + "a".repeat(8000) + "\r\n",
                "Authorization: Bearer é\r\n"));
    }

    private byte[] body(String path) {
        byte[] rubbish = new byte[random.nextInt(300)];
        return switch (random.nextInt(40)) {
            case 0 -> new byte[0];
            case 1 -> {
                random.nextBytes(rubbish);
                yield rubbish;
            }
            case 2 -> "[".repeat(random.nextInt(100_000)).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("{\"requestId\":" + "{\"a\":[".repeat(random.nextInt(2_000))).getBytes(StandardCharsets.UTF_8);
            case 4 -> json(3).getBytes(StandardCharsets.UTF_8);
            case 5 ->
                nearly(path)
                        .getBytes(any(List.of(
                                StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1, Charset.forName("UTF-32"))));
            case 6 -> cut(nearly(path).getBytes(StandardCharsets.UTF_8));
            case 7 -> ("\ufeff" + nearly(path)).getBytes(StandardCharsets.UTF_8);
            case 8 -> (nearly(path) + nearly(path)).getBytes(StandardCharsets.UTF_8);
            case 9 -> oneIn(5) ? new byte[1024 * 1024 + random.nextInt(3)] : new byte[] {0};
            default -> nearly(path).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** A body that is right, but for some of its fields. */
    private String nearly(String path) {
        Map<String, String> fields = new LinkedHashMap<>();
        // From few ids, so that many of them come again.
        fields.put("requestId", "\"" + random.nextInt(300) + "\"");
        fields.put("quantity", "" + random.nextInt(1, 9));
        fields.put("reason", path.endsWith("counts") ? "\"AdminOverride\"" : "\"replenishment\"");
        for (String time : List.of("soldAt", "countedAt", "movedAt", "deliveredAt")) {
            fields.put(time, "\"2024-12-26T15:" + random.nextInt(10, 60) + ":00Z\"");
        }
        fields.put("destinationLocationId", any(List.of("\"Shop\"", "\"Depot\"", "\"Shelf\"", "\"Nowhere\"")));
        fields.put("supplierId", "\"s\"");
        fields.put("supplierRef", "\"r\"");
        fields.put("products", "[{\"productId\":\"Tea\",\"quantity\":" + random.nextInt(1, 9) + "}]");
        fields.put("roles", "[\"TrackedInventoryLocation\"]");
        fields.put("jobFunction", "\"Clerk " + number % 20 + "\"");
        fields.put("permissions", "[\"stock:level:read\"]");
        List<String> names = List.copyOf(fields.keySet());
        while (oneIn(2)) {
            switch (random.nextInt(4)) {
                case 0 -> fields.remove(any(names));
                case 1 -> fields.put("products", "[{\"productId\":" + json(1) + ",\"quantity\":" + any(NUMBERS) + "}]");
                case 2 -> fields.put("quantity", any(NUMBERS));
                default -> fields.put(any(names), json(2));
            }
        }
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String json(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> any(NUMBERS);
            case 1, 2 -> "\"" + any(TEXTS) + "\"";
            case 3 -> "null";
            case 4 -> oneIn(2) ? "true" : "false";
            case 5 -> "[" + json(depth - 1) + "," + json(depth - 1) + "]";
            default -> "{\"" + any(TEXTS) + "\":" + json(depth - 1) + ",\"quantity\":" + json(depth - 1) + "}";
        };
    }

    private byte[] cut(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    /** Most of the time as it should be. */
    private byte[] chunks(byte[] body) {
        String size = Integer.toHexString(body.length);
        String start = body.length == 0 ? "" : (oneIn(20) ? "zz" : size) + "\r\n";
        String end = (body.length == 0 ? "" : "\r\n") + "0\r\n\r\n";
        return joined(joined(start.getBytes(StandardCharsets.UTF_8), body), end.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var bytes = new ByteArrayOutputStream(one.length + other.length);
        bytes.writeBytes(one);
        bytes.writeBytes(other);
        return bytes.toByteArray();
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("[ \n]+"));
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static List<String> plus(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
