package io.stockcluster.operator.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.stockcluster.crds.v1.PlanStatus;
import io.stockcluster.crds.v1.StockCluster;
import io.stockcluster.operator.desired.ActorTemplate;
import io.stockcluster.operator.desired.DesiredResources;
import io.stockcluster.operator.desired.Names;
import io.stockcluster.operator.desired.Stage;
import io.stockcluster.operator.observe.Observed;
import java.util.List;
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
                .flatMap(given -> kept(cluster, seen))
                .map(kept -> new ActorTemplate(
                        kept.fingerprint(), wanted, json.unmarshal(kept.json(), PodTemplateSpec.class)))
                .orElseGet(() -> new ActorTemplate(wanted, wanted, asked));
    }

    /** What would be new in pods of this template; nothing where it is not known what they ran before. */
    List<PlanStatus.Change> changes(StockCluster cluster, ActorTemplate now, Observed seen) {
        return kept(cluster, seen)
                .filter(kept -> !kept.fingerprint().equals(now.current()))
                .map(kept -> Changes.between(
                        json.unmarshal(kept.json(), JsonNode.class), json.convertValue(now.template(), JsonNode.class)))
                .orElse(List.of());
    }

    /** To be written once all pods run it; nothing where they do not. */
    Optional<ConfigMap> toKeep(StockCluster cluster, ActorTemplate now, Observed seen, Stage stage) {
        boolean written = seen.find(StatefulSet.class, Names.of(cluster).actors())
                .flatMap(ActorTemplate::current)
                .filter(now.current()::equals)
                .isPresent();
        if (!stage.complete() || !written || !now.current().equals(now.wanted())) {
            return Optional.empty();
        }
        // The same template stays as it was written, whatever order this process would write its fields in.
        ActorTemplate.Kept template = kept(cluster, seen)
                .filter(there -> there.fingerprint().equals(now.current()))
                .orElseGet(() -> new ActorTemplate.Kept(now.current(), json.asJson(now.template())));
        return Optional.of(DesiredResources.lastComplete(cluster, template));
    }

    private static Optional<ActorTemplate.Kept> kept(StockCluster cluster, Observed seen) {
        return seen.find(ConfigMap.class, Names.of(cluster).lastComplete()).flatMap(ActorTemplate.Kept::in);
    }
}
