package io.stockcluster.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients may rely on. */
class ApiTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Much less than the time between two bookmarks. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final String GADGETS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: gadgets.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Gadget, plural: gadgets}
              versions: [{name: v1, served: true, storage: true}]
            """;
    private static final String GADGET = """
            apiVersion: example.com/v1
            kind: Gadget
            metadata: {name: first}
            """;

    private static EmbeddedCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void start(@TempDir Path folder) {
        cluster = TestCluster.start(folder);
        client = cluster.client();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void an_apply_takes_back_what_its_manager_no_longer_wants_and_leaves_what_others_added() {
        applied("ours", service("shop", Map.of("a", "1", "b", "2")));
        client.services()
                .withName("shop")
                .edit(live -> new ServiceBuilder(live)
                        .editMetadata()
                        .addToLabels("theirs", "3")
                        .endMetadata()
                        .build());

        applied("ours", service("shop", Map.of("a", "1")));

        Service live = client.services().withName("shop").get();
        assertThat(live.getMetadata().getLabels()).isEqualTo(Map.of("a", "1", "theirs", "3"));
    }

    @Test
    void an_apply_that_changes_nothing_makes_no_new_version() {
        Service first = applied("ours", service("calm", Map.of("a", "1")));
        Service second = applied("ours", service("calm", Map.of("a", "1")));

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void a_generation_counts_the_changes_of_what_is_wanted() {
        Service made = applied("ours", service("counted", Map.of("a", "1")));
        assertThat(made.getMetadata().getGeneration()).isEqualTo(1);

        assertThat(applied("ours", service("counted", Map.of("a", "2")))
                        .getMetadata()
                        .getGeneration())
                .as("labels are not")
                .isEqualTo(1);
        Service more = new ServiceBuilder(service("counted", Map.of("a", "2")))
                .editSpec()
                .withSessionAffinity("ClientIP")
                .endSpec()
                .build();
        assertThat(applied("ours", more).getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void a_replacement_made_of_an_old_version_is_refused() {
        ConfigMap old = client.resource(map("stale", "1")).create();
        client.resource(map("stale", "2")).update();
        old.setData(Map.of("value", "3"));

        assertThatThrownBy(() -> client.resource(old)
                        .lockResourceVersion(old.getMetadata().getResourceVersion())
                        .update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void a_watch_tells_of_what_comes_to_match_and_of_what_no_longer_does() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (var _ = client.configMaps().withLabel("seen", "yes").inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap map) {
                seen.add("added");
            }

            @Override
            public void onUpdate(ConfigMap before, ConfigMap after) {
                seen.add("changed");
            }

            @Override
            public void onDelete(ConfigMap map, boolean unknown) {
                seen.add("gone");
            }
        })) {
            client.resource(map("watched", "1")).create();
            label("watched", "yes");
            client.configMaps()
                    .withName("watched")
                    .edit(live ->
                            new ConfigMapBuilder(live).addToData("value", "2").build());
            label("watched", "no");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).containsExactly("added", "changed", "gone"));
        }
    }

    /** The operator is ready once all its watches are, and some are of kinds of which there is nothing. */
    @Test
    void a_watch_of_a_kind_to_which_nothing_happens_counts_as_open_at_once() {
        try (var nothing = client.network().v1().networkPolicies().inform()) {
            await().atMost(AT_ONCE).until(nothing::isWatching);
        }
    }

    @Test
    void a_watch_goes_on_after_words_in_any_letters() {
        try (var maps = client.configMaps().inform()) {
            client.resource(map("slow", "900 µs — schön")).create();
            client.resource(map("next", "1")).create();

            await().atMost(PATIENCE).until(() -> maps.getIndexer().getByKey("default/next") != null);
            assertThat(maps.getIndexer().getByKey("default/slow").getData()).containsEntry("value", "900 µs — schön");
            assertThat(maps.isWatching()).isTrue();
        }
    }

    @Test
    void a_bookmark_tells_the_version_that_a_watch_has_come_to_if_it_is_asked_for() {
        String before =
                client.resource(map("before", "1")).create().getMetadata().getResourceVersion();
        String after = client.resource(map("after", "1")).create().getMetadata().getResourceVersion();

        assertThat(watched(before + "&allowWatchBookmarks=true"))
                .as("what happened since is not left out")
                .containsExactly("BOOKMARK " + before, "ADDED " + after);
        assertThat(watched(before)).containsExactly("ADDED " + after);
    }

    /** What a watch of a second tells. */
    private static List<String> watched(String since) {
        return client.raw("/api/v1/configmaps?watch=true&timeoutSeconds=1&resourceVersion=" + since)
                .lines()
                .map(line -> client.getKubernetesSerialization().unmarshal(line, WatchEvent.class))
                .map(event -> event.getType() + " "
                        + ((HasMetadata) event.getObject()).getMetadata().getResourceVersion())
                .toList();
    }

    @Test
    void what_belonged_to_something_goes_with_it() {
        ConfigMap owner = client.resource(map("owner", "1")).create();
        client.resource(new ConfigMapBuilder(map("owned", "1"))
                        .editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("owner")
                        .withUid(owner.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();

        client.resource(owner).delete();

        await().atMost(PATIENCE)
                .until(() -> client.configMaps().withName("owned").get() == null);
    }

    @Test
    void an_api_server_that_is_away_refuses_and_comes_back_with_everything() {
        client.resource(map("kept", "1")).create();
        cluster.reachable(false);

        assertThatThrownBy(() -> client.configMaps().list()).isInstanceOf(KubernetesClientException.class);

        cluster.reachable(true);
        assertThat(client.configMaps().withName("kept").get()).isNotNull();
    }

    @Test
    void a_kind_and_what_is_of_it_go_with_its_definition() {
        client.resource(GADGETS).create();
        client.resource(GADGET).create();
        assertThat(client.supports("example.com/v1", "Gadget")).isTrue();

        client.resource(GADGETS).delete();

        assertThat(client.supports("example.com/v1", "Gadget")).isFalse();
        client.resource(GADGETS).create();
        assertThat(client.genericKubernetesResources("example.com/v1", "Gadget")
                        .list()
                        .getItems())
                .isEmpty();
    }

    private static void label(String name, String value) {
        client.configMaps()
                .withName(name)
                .edit(live -> new ConfigMapBuilder(live)
                        .editMetadata()
                        .addToLabels("seen", value)
                        .endMetadata()
                        .build());
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData("value", value)
                .build();
    }

    private static Service service(String name, Map<String, String> labels) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .endSpec()
                .build();
    }

    private static <T extends HasMetadata> T applied(String manager, T wanted) {
        return client.resource(wanted)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(manager)
                        .withForce(true)
                        .build());
    }
}
