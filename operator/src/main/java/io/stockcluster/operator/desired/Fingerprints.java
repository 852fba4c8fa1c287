package io.stockcluster.operator.desired;

import java.util.Optional;

/**
 * What changes when a Secret that pods read at their start changes: they carry it as an annotation, so that they are
 * replaced then, and no two nodes go on with different credentials.
 *
 * @param signingKey empty where the operator makes no key pair
 */
public record Fingerprints(String managementToken, Optional<String> signingKey) {}
