package io.stockcluster.traffic;

import java.util.Map;

/**
 * What the levels say once a load is over.
 *
 * @param applied the sales that they hold
 * @param wrong by product, where the level is not the one that the ledger asks for: both; empty where all is well
 */
public record Audit(long applied, Map<String, String> wrong) {}
