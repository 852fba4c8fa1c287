/** The service as a store manager knows it: the scenarios' sentences, and what they do to a running service. */
package io.stockcluster.node.scenarios;
