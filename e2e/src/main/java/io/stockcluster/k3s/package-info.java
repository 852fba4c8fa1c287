/** A real Kubernetes in a Docker container, and the programs of this machine that it takes. */
package io.stockcluster.k3s;
