package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.status.Told;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what was done as events of the StockCluster. That one is lost is no reason to do anything twice. */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String OPERATOR = "stockcluster-operator";

    private final KubernetesClient client;

    public Events(KubernetesClient client) {
        this.client = client;
    }

    public void tell(StockCluster cluster, Told told, Instant now) {
        String time = now.toString();
        try {
            client.resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(cluster.name() + ".")
                            .withNamespace(cluster.namespace())
                            .endMetadata()
                            .withNewInvolvedObject()
                            .withApiVersion(cluster.getApiVersion())
                            .withKind(cluster.getKind())
                            .withName(cluster.name())
                            .withNamespace(cluster.namespace())
                            .withUid(cluster.getMetadata().getUid())
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
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            LOG.warn("{}/{}: the event {} is lost: {}", cluster.namespace(), cluster.name(), told, e.getMessage());
        }
    }
}
