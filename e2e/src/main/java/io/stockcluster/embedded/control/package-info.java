/**
 * What runs on top of the objects: the StatefulSets' controller, garbage collection, disruption budgets, names and
 * NodePorts of Services, and a kubelet that runs pods as processes of this machine.
 *
 * <p>{@link io.stockcluster.embedded.control.ControlPlane} is the door. One thread looks at everything again after each
 * change; each pod has a thread of its own. What it is not: pods share this machine's files, there are no volumes, no
 * limits but that of the Java heap, no network policies, and one node on which everything fits.
 */
package io.stockcluster.embedded.control;
