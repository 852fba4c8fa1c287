/** A real Kubernetes in a Docker container, and the commands of this machine that it takes. */
package io.stockcluster.k3s;
