package io.stockcluster.operator.observe;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.stockcluster.crds.v1.StockCluster;
import java.util.Objects;

/**
 * Whether somebody said something new: in the spec, which counts the generation up, or in an annotation, which does not.
 * The operator's own status is nothing new to it.
 */
public final class Said implements OnUpdateFilter<StockCluster> {

    @Override
    public boolean accept(StockCluster now, StockCluster before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }
}
