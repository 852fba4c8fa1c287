/**
 * The stock service as its clients use it: {@link io.stockcluster.traffic.StockApi} asks it, {@link
 * io.stockcluster.traffic.Load} sells without a break and keeps a ledger of what was acknowledged, to hold the service to.
 */
package io.stockcluster.traffic;
