package io.stockcluster.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scenarios on a Kubernetes cluster with the operator installed and the small example applied. All of them share it: a
 * scenario begins when it is ready, runs under a load whose ledger is audited at its end, uses pots of its own, and leaves
 * the cluster able to heal.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EndToEndExtension.class)
@interface EndToEnd {}
