package io.stockcluster.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command line to try.
 *
 * @param expected the status that the service answers with
 */
record Line(String what, String command, int expected) {

    static List<Line> all(Playground playground) {
        String with = "curl -sS -H @" + playground.headers();
        String depot = playground.api() + "/locations/Depot";
        return List.of(
                new Line(
                        "A delivery of 10 Tea to the Depot:",
                        with + " " + depot + "/deliveries -d '"
                                + "{\"requestId\":\"delivery-1\",\"supplierId\":\"Acme\",\"supplierRef\":\"A-17\","
                                + "\"deliveredAt\":\"2026-01-05T08:00:00Z\","
                                + "\"products\":[{\"productId\":\"Tea\",\"quantity\":10}]}'",
                        201),
                new Line(
                        "A sale of 2.5 of it:",
                        with + " " + depot + "/products/Tea/sales -d '"
                                + "{\"requestId\":\"sale-1\",\"quantity\":2.5,\"soldAt\":\"2026-01-05T09:30:00Z\"}'",
                        201),
                new Line(
                        "How much there is in the North, and where:",
                        with + " " + playground.api() + "/locations/North/products/Tea",
                        200));
    }

    /** What came back, the status in a line of its own at the end. */
    String run() {
        try {
            Process process = new ProcessBuilder("bash", "-c", command + " --noproxy '*' -w '\\n%{http_code}'")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
