package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.status.Told;
import java.net.HttpURLConnection;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what was done as events of the StockCluster. What is told again, word for word, is the same event once more, as
 * {@code kubectl} shows it: two looks at a cluster that is only just known to have changed are one line for people. That
 * one is lost is no reason to do anything twice.
 */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String OPERATOR = "stockcluster-operator";

    private final KubernetesClient client;

    public Events(KubernetesClient client) {
        this.client = client;
    }

    public void tell(StockCluster cluster, Told told, Instant now) {
        try {
            createOrCount(event(cluster, told, now));
        } catch (KubernetesClientException e) {
            LOG.warn("{}/{}: the event {} is lost: {}", cluster.namespace(), cluster.name(), told, e.getMessage());
        }
    }

    private void createOrCount(Event event) {
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            client.v1()
                    .events()
                    .inNamespace(event.getMetadata().getNamespace())
                    .withName(event.getMetadata().getName())
                    .edit(there -> new EventBuilder(there)
                            .withLastTimestamp(event.getLastTimestamp())
                            .withCount(there.getCount() + 1)
                            .build());
        }
    }

    private static Event event(StockCluster cluster, Told told, Instant now) {
        String uid = cluster.getMetadata().getUid();
        String words = String.join("\n", uid, told.reason(), told.sentence());
        String time = now.toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(cluster.name() + "." + Fingerprint.of(words))
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(cluster.getApiVersion())
                .withKind(cluster.getKind())
                .withName(cluster.name())
                .withNamespace(cluster.namespace())
                .withUid(uid)
                .endInvolvedObject()
                .withType(told.isWarning() ? "Warning" : "Normal")
                .withReason(told.reason())
                .withMessage(told.sentence())
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent(OPERATOR)
                .endSource()
                .withReportingComponent(OPERATOR)
                .withReportingInstance(OPERATOR)
                .build();
    }
}
