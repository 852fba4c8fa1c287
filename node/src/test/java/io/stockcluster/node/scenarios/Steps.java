package io.stockcluster.node.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.stockcluster.node.Api;
import io.stockcluster.node.Cluster;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sentences of the scenarios. Each scenario has its own of these, and its own places. */
public final class Steps {

    private static final AtomicInteger SCENARIOS = new AtomicInteger();
    private static final Map<String, String> REFUSALS = Map.of(
            "there is not enough stock", "400 {\"status\":\"InsufficientStock\"}",
            "the request id was used for something else", "409 {\"status\":\"IdempotencyContentMismatch\"}",
            "nobody keeps stock there", "400 {\"status\":\"LocationNotTracked\"}",
            "there is no such place", "404 {\"status\":\"LocationNotFound\"}",
            "that is not allowed", "403 {\"status\":\"PermissionDenied\"}",
            "nobody knows who that is", "401 {\"status\":\"Unauthorized\"}");

    /** Set before scenarios run, one run at a time. */
    private static volatile Cluster cluster;

    private final int scenario = SCENARIOS.incrementAndGet();
    private final Api admin = cluster.as("System Administrator");
    private Api worker = cluster.as("Store Stock Controller");
    private final Conversation talk = new Conversation();

    static void on(Cluster running) {
        cluster = running;
    }

    @ParameterType("-?\\d+(?:\\.\\d+)?")
    public String amount(String text) {
        return text;
    }

    @ParameterType("\\d\\d:\\d\\d")
    public String time(String text) {
        return "2026-01-05T" + text + ":00";
    }

    @ParameterType(".+")
    public String reason(String text) {
        return REFUSALS.get(text);
    }

    @Given("the store {string} keeps stock")
    public void store(String place) {
        put(place, "{\"roles\":[\"TrackedInventoryLocation\"]}");
    }

    @Given("the store {string} keeps stock, in {string}")
    @Given("the shelf {string} begins to keep stock, in {string}")
    public void storeIn(String place, String parent) {
        put(place, "{\"parent\":\"" + id(parent) + "\",\"roles\":[\"TrackedInventoryLocation\"]}");
    }

    @Given("the region {string} keeps no stock of its own")
    public void region(String place) {
        put(place, "{\"roles\":[]}");
    }

    @Given("the shelf {string} keeps no stock of its own, in {string}")
    public void shelfIn(String place, String parent) {
        put(place, "{\"parent\":\"" + id(parent) + "\",\"roles\":[]}");
    }

    @When("the place {string} is closed for good")
    public void closed(String place) {
        assertThat(admin.delete("/locations/" + encoded(id(place))).status()).isEqualTo(204);
    }

    @Given("a {string} is at work")
    public void atWork(String job) {
        worker = cluster.as(job);
    }

    @Given("a {string} of {string} is at work")
    public void atWorkIn(String job, String place) {
        worker = cluster.as(job, id(place));
    }

    @Given("a stranger is at work")
    public void stranger() {
        worker = cluster.asNobody();
    }

    @Given("the job {string} may {string}")
    public void job(String job, String permission) {
        assertThat(admin.put("/admin/jobs/" + encoded(job), "{\"permissions\":[\"" + permission + "\"]}")
                        .status())
                .isEqualTo(200);
    }

    @When("{amount} {string} is/are/was/were sold at {string} at {time}")
    public void sell(String amount, String product, String place, String time) {
        talk.begin(worker, pot(place, product) + "/sales", "\"quantity\":" + amount + ",\"soldAt\":\"" + time + "\"");
        talk.keep("sale");
    }

    @When("{amount} {string} is/are/was/were delivered to {string} at {time}")
    public void deliver(String amount, String product, String place, String time) {
        deliver(place, time, line(product, amount));
    }

    @When("a delivery reaches/reached {string} at {time} with")
    public void deliver(String place, String time, DataTable lines) {
        deliver(
                place,
                time,
                lines.asLists().stream()
                        .map(line -> line(line.getFirst(), line.getLast()))
                        .collect(Collectors.joining(",")));
    }

    @When("a delivery of {int} products, {amount} of each, reaches {string} at {time}")
    public void deliver(int products, String amount, String place, String time) {
        deliver(
                place,
                time,
                many(products).stream().map(product -> line(product, amount)).collect(Collectors.joining(",")));
    }

    @When("{amount} {string} is/are/was/were counted at {string} at {time}")
    public void count(String amount, String product, String place, String time) {
        talk.begin(
                worker,
                pot(place, product) + "/counts",
                "\"quantity\":" + amount + ",\"reason\":\"AdminOverride\",\"countedAt\":\"" + time + "\"");
    }

    @When("{amount} {string} is/are/was/were moved from {string} to {string} at {time}")
    public void move(String amount, String product, String source, String destination, String time) {
        talk.begin(
                worker,
                "/locations/" + encoded(id(source)) + "/" + encoded(product) + "/movements",
                "\"destinationLocationId\":\"" + id(destination) + "\",\"quantity\":" + amount
                        + ",\"reason\":\"replenishment\",\"movedAt\":\"" + time + "\"");
        talk.keep("move");
    }

    @When("the same is sent again")
    public void again() {
        talk.repeat(worker);
    }

    @When("that {word} is sent again")
    public void again(String kind) {
        talk.repeatFirst(worker, kind);
    }

    @When("the same is sent again, with the quantity written as {string}")
    public void againAs(String amount) {
        talk.repeatAs(worker, amount);
    }

    @When("the same request id is used for a sale of {amount}")
    public void misused(String amount) {
        againAs(amount);
    }

    @Then("it is accepted")
    public void accepted() {
        assertThat(talk.reply().status()).as(talk.reply().toString()).isEqualTo(201);
    }

    @Then("the answer is that of the first time")
    public void sameAnswer() {
        accepted();
        assertThat(talk.reply()).hasToString(talk.first().toString());
    }

    @Then("it is refused: {reason}")
    public void refused(String answer) {
        assertThat(talk.reply()).hasToString(answer);
    }

    @Then("it is refused because of its {string}")
    public void refusedFor(String field) {
        assertThat(talk.reply()).hasToString("400 {\"invalidValues\":[\"" + field + "\"]}");
    }

    @Then("the till is shown to {string}")
    public void shownTo(String place) {
        assertThat(talk.reply()).hasToString("303 {\"status\":\"LocationNotTracked\"}");
        String end = talk.path().substring(talk.path().indexOf('/', "/locations/".length()));
        assertThat(talk.reply().header("Location")).contains("/locations/" + encoded(id(place)) + end);
    }

    @Then("{string} has {amount} {string}")
    public void has(String place, String amount, String product) {
        assertThat(level(place, product, false).path("quantity").decimalValue()).isEqualByComparingTo(amount);
    }

    @Then("{string} has {amount} of each of the {int} products")
    public void hasOfEach(String place, String amount, int products) {
        many(products).forEach(product -> has(place, amount, product));
    }

    @Then("{string} and all that belongs to it have {amount} {string}")
    public void haveInAll(String place, String amount, String product) {
        assertThat(level(place, product, true).path("totalQuantity").decimalValue())
                .isEqualByComparingTo(amount);
    }

    @Then("{amount} {string} is/are missing at {string}")
    public void missing(String amount, String product, String place) {
        assertThat(level(place, product, false).path("pendingAdjustment").decimalValue())
                .isEqualByComparingTo(new BigDecimal(amount).negate());
    }

    @Then("nothing is missing of {string} at {string}")
    public void nothingMissing(String product, String place) {
        assertThat(level(place, product, false).has("pendingAdjustment")).isFalse();
    }

    @Then("{string} at {string} last changed at {time}")
    public void lastChanged(String product, String place, String time) {
        assertThat(level(place, product, false).path("lastUpdated").asText()).isEqualTo(time);
    }

    @Then("{string} at {string} never changed")
    public void neverChanged(String product, String place) {
        assertThat(level(place, product, false).path("lastUpdated").asText()).isEqualTo("1970-01-01T00:00:00");
    }

    private void deliver(String place, String time, String lines) {
        talk.begin(
                worker,
                "/locations/" + encoded(id(place)) + "/deliveries",
                "\"supplierId\":\"Leaves & Sons\",\"supplierRef\":\"LS-1\",\"deliveredAt\":\"" + time
                        + "\",\"products\":[" + lines + "]");
    }

    private static String line(String product, String amount) {
        return "{\"productId\":\"" + product + "\",\"quantity\":" + amount + "}";
    }

    private static List<String> many(int products) {
        return IntStream.range(0, products).mapToObj(i -> "Product " + i).toList();
    }

    private void put(String place, String body) {
        assertThat(admin.put("/locations/" + encoded(id(place)), body).status()).isEqualTo(200);
    }

    private JsonNode level(String place, String product, boolean children) {
        Api.Reply level = worker.get(pot(place, product) + "?includeChildren=" + children);
        assertThat(level.status()).as(level.toString()).isEqualTo(200);
        return level.json();
    }

    private String pot(String place, String product) {
        return "/locations/" + encoded(id(place)) + "/products/" + encoded(product);
    }

    private String id(String place) {
        return place + " " + scenario;
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
