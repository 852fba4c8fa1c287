package io.stockcluster.operator.act;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.ActorTemplate;
import io.stockcluster.operator.desired.DesiredResources;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.desired.Stage;
import io.stockcluster.operator.observe.Observed;
import java.util.Optional;

/**
 * The template that all actor pods last ran, kept so that one can go back to it. A ConfigMap of our own has it, as we wrote
 * it: Kubernetes' own revisions are told of only in the form that it made of them, and go when there are many.
 */
final class LastComplete {

    private final KubernetesSerialization json;

    LastComplete(KubernetesSerialization json) {
        this.json = json;
    }

    /** What the spec asks for, unless that was given up and there is something to go back to. */
    ActorTemplate choose(StockCluster cluster, PodTemplateSpec asked, Observed seen, Stage stage) {
        String wanted = Fingerprint.of(asked, json);
        return stage.givenUp()
                .filter(wanted::equals)
                .flatMap(given -> seen.find(ConfigMap.class, Names.of(cluster).lastComplete()))
                .flatMap(ActorTemplate.Kept::in)
                .map(kept -> new ActorTemplate(
                        kept.fingerprint(), wanted, json.unmarshal(kept.json(), PodTemplateSpec.class)))
                .orElseGet(() -> new ActorTemplate(wanted, wanted, asked));
    }

    /** To be written once all pods run it; nothing where they do not. */
    Optional<ConfigMap> toKeep(StockCluster cluster, ActorTemplate now, Observed seen, Stage stage) {
        boolean written = seen.find(StatefulSet.class, Names.of(cluster).actors())
                .flatMap(ActorTemplate::current)
                .filter(now.current()::equals)
                .isPresent();
        return stage.complete() && written && now.current().equals(now.wanted())
                ? Optional.of(DesiredResources.lastComplete(
                        cluster, new ActorTemplate.Kept(now.current(), json.asJson(now.template()))))
                : Optional.empty();
    }
}
