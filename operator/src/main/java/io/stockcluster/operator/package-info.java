/**
 * The operator: it makes StockClusters be what their specs ask for.
 *
 * <p>{@link io.stockcluster.operator.StockClusterReconciler} tells the whole story: observe, act, report. The packages
 * below are its steps, and none of them calls it back.
 */
package io.stockcluster.operator;
