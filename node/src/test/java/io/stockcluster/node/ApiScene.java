package io.stockcluster.node;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The API over HTTP, on a node that is a whole system, with a few places and people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiScene {

    OneNode node;
    Api admin;
    Api controller;
    Api auditor;
    Api nobody;

    @BeforeAll
    void start(@TempDir Path keys) {
        node = OneNode.start(keys, "api-test", Map.of());
        nobody = node.asNobody();
        admin = node.as("System Administrator");
        controller = node.as("Store Stock Controller");
        auditor = node.as("Regional Stock Auditor");

        admin.put("/locations/Region", "{\"roles\":[]}");
        admin.put("/locations/Depot", "{\"parent\":\"Region\",\"roles\":[\"TrackedInventoryLocation\"]}");
        admin.put("/locations/Shop%201", "{\"parent\":\"Depot\",\"roles\":[\"TrackedInventoryLocation\"]}");
        admin.put("/locations/Shelf", "{\"parent\":\"Shop 1\",\"roles\":[\"Shelf\"]}");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    static String movement(String requestId, String to, String quantity, String reason, String time) {
        return "{\"requestId\":\"" + requestId + "\",\"destinationLocationId\":\"" + to + "\",\"quantity\":" + quantity
                + ",\"reason\":\"" + reason + "\",\"movedAt\":\"" + time + "\"}";
    }

    static String sale(String requestId, String quantity, String time) {
        return "{\"requestId\":\"" + requestId + "\",\"quantity\":" + quantity + ",\"soldAt\":\"" + time + "\"}";
    }
}
