package io.stockcluster.bench.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stockcluster.node.web.Json;
import io.stockcluster.node.web.NumberText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the API is compared with: the same server and the same JSON, and nothing in between. */
final class BareRoute {

    private BareRoute() {}

    /** The port. */
    public static void main(String[] args) {
        WebServer.builder()
                .port(Integer.parseInt(args[0]))
                .featuresDiscoverServices(false)
                .routing(routing -> routing.get("/health/ready", (request, response) -> response.send())
                        .post("/locations/{location}/products/{product}/sales", BareRoute::sell))
                .build()
                .start();
    }

    private static void sell(ServerRequest request, ServerResponse response) {
        Map<String, Object> body =
                Json.object(request.content().as(byte[].class)).orElseThrow();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("requestId", body.get("requestId"));
        answer.put("locationId", request.path().pathParameters().get("location"));
        answer.put("productId", request.path().pathParameters().get("product"));
        answer.put("quantitySold", new BigDecimal(((NumberText) body.get("quantity")).text()));
        answer.put("soldAt", body.get("soldAt"));
        response.status(201);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(Json.bytes(answer));
    }
}
