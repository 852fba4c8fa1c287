package io.stockcluster.operator;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.crds.v1.StockCluster;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code helm test} runs: whether an installation has what the operator needs, asked with the operator's own rights,
 * and whether one of the operators acts. It changes nothing.
 */
public final class InstallationCheck {

    /** A right that the operator cannot do its work without. */
    private record Right(String group, String resource, String verb) {}

    private static final List<Right> RIGHTS = List.of(
            new Right("stockcluster.io", "stockclusters", "watch"),
            new Right("stockcluster.io", "stockclusters/status", "patch"),
            new Right("apps", "statefulsets", "create"),
            new Right("apps", "statefulsets", "patch"),
            new Right("", "services", "patch"),
            new Right("", "secrets", "create"),
            new Right("", "pods", "watch"),
            new Right("", "pods/eviction", "create"),
            new Right("", "events", "patch"),
            new Right("policy", "poddisruptionbudgets", "patch"),
            new Right("networking.k8s.io", "networkpolicies", "delete"));

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final List<String> problems = new ArrayList<>();

    InstallationCheck(KubernetesClient client, OperatorSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        try (KubernetesClient client = Clients.impatient()) {
            List<String> problems =
                    new InstallationCheck(client, OperatorSettings.read(System.getenv(), false)).problems();
            problems.forEach(problem -> System.out.println("WRONG  " + problem));
            System.exit(problems.isEmpty() ? 0 : 1);
        }
    }

    /** Prints what is well, and answers what is not. */
    List<String> problems() {
        check("the definition of StockCluster is installed", this::definition);
        check("the definition is as new as this operator", this::age);
        if (settings.namespaces().isEmpty()) {
            RIGHTS.forEach(right -> right(right, Optional.empty()));
        }
        for (String namespace : settings.namespaces()) {
            RIGHTS.forEach(right -> right(right, Optional.of(namespace)));
        }
        settings.lease().ifPresent(lease -> check("an operator acts, and has said so lately", () -> holder(lease)));
        return List.copyOf(problems);
    }

    private Optional<String> definition() {
        return client.supports(StockCluster.class)
                ? Optional.empty()
                : Optional.of("it is not: install the chart with crds.install=true, or apply its definition");
    }

    private Optional<String> age() {
        List<String> lacking = InstalledDefinition.lacks(client);
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("it does not know " + lacking + ": install the definition of this version");
    }

    private void right(Right right, Optional<String> namespace) {
        String where = namespace.map(name -> "in namespace " + name).orElse("everywhere");
        check("the operator may %s %s %s".formatted(right.verb(), right.resource(), where), () -> {
            SelfSubjectAccessReview answer =
                    client.resource(review(right, namespace)).create();
            return Boolean.TRUE.equals(answer.getStatus().getAllowed())
                    ? Optional.empty()
                    : Optional.of("Kubernetes says no: the chart's Role or its binding is not as it was installed");
        });
    }

    private static SelfSubjectAccessReview review(Right right, Optional<String> namespace) {
        String[] parts = right.resource().split("/", 2);
        return new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withGroup(right.group())
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withVerb(right.verb())
                .withNamespace(namespace.orElse(null))
                .endResourceAttributes()
                .endSpec()
                .build();
    }

    private Optional<String> holder(String name) {
        Lease lease = client.leases()
                .inNamespace(settings.ownNamespace().orElseThrow())
                .withName(name)
                .get();
        Optional<String> holder = Optional.ofNullable(lease)
                .map(there -> there.getSpec().getHolderIdentity())
                .filter(identity -> !identity.isEmpty());
        if (holder.isEmpty()) {
            return Optional.of("nobody holds the Lease " + name + ": no operator is ready, see its pods' logs");
        }
        boolean fresh = lease.getSpec().getRenewTime().plus(FRESH).isAfter(ZonedDateTime.now(ZoneOffset.UTC));
        return fresh
                ? Optional.empty()
                : Optional.of("the Lease %s is %s's, but was last renewed at %s"
                        .formatted(name, holder.get(), lease.getSpec().getRenewTime()));
    }

    private void check(String sentence, Question question) {
        try {
            Optional<String> problem = question.ask();
            problem.ifPresentOrElse(
                    what -> problems.add(sentence + "? " + what), () -> System.out.println("ok     " + sentence));
        } catch (KubernetesClientException e) {
            problems.add(sentence + "? Could not be asked: " + e.getMessage());
        }
    }

    /** Empty: as it should be. */
    private interface Question {
        Optional<String> ask();
    }
}
