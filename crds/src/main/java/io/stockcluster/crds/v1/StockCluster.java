package io.stockcluster.crds.v1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One replicated stock service: actor nodes that hold the stock, HTTP nodes that serve it.
 *
 * <p>The bound on the name leaves room for what is put behind it: a StatefulSet's name may have 52 characters, since its
 * pods carry it in a label together with a revision, and the longest name made of it is a Secret's and a Service's.
 */
@Group("stockcluster.io")
@Version("v1")
@Plural("stockclusters")
@Singular("stockcluster")
@ShortNames("stc")
@ValidationRule(
        value = "size(self.metadata.name) <= 40",
        message = "metadata.name may have at most 40 characters, so that the names of the pods made of it still fit")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message = "metadata.name may have lower-case letters, digits and '-' only, and must begin with a letter,"
                + " since Services are named after it")
@ValidationRule(value = "has(self.spec)", message = "spec is missing; 'spec: {}' makes a cluster of three actor nodes")
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "ACTORS",
        jsonPath = ".status.actors.ready",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "HTTP", jsonPath = ".status.http.ready", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "SAFE",
        jsonPath = ".status.conditions[?(@.type=='ShardsSafe')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "BLOCKED-BY",
        jsonPath = ".status.rollout.blockedBy",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "PHASE", jsonPath = ".status.phase", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class StockCluster extends CustomResource<StockClusterSpec, StockClusterStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /** What is asked for; a resource without a spec asks for what {@code spec: {}} does. */
    public StockClusterSpec wanted() {
        return getSpec() == null ? StockClusterSpec.defaults() : getSpec();
    }

    public String name() {
        return getMetadata().getName();
    }

    public String namespace() {
        return getMetadata().getNamespace();
    }
}
