package io.stockcluster.operator;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** The chart, as Helm renders it. */
final class Chart {

    static final Path FOLDER = Path.of("../helm/stockcluster");

    private Chart() {}

    /** Installed as {@code stock} in the namespace {@code stock-system}, without what {@code helm test} runs. */
    static List<HasMetadata> rendered(UnaryOperator<TemplateCommand> values) {
        return parsed(yaml("stock", "stock-system", values));
    }

    static List<HasMetadata> parsed(String yaml) {
        Object parsed = new KubernetesSerialization().unmarshal(yaml);
        return ((Collection<?>) parsed).stream().map(HasMetadata.class::cast).toList();
    }

    static String yaml(String name, String namespace, UnaryOperator<TemplateCommand> values) {
        return values.apply(new Helm(FOLDER)
                        .template()
                        .withName(name)
                        .withNamespace(namespace)
                        .withKubeVersion("1.34.4"))
                .call();
    }
}
