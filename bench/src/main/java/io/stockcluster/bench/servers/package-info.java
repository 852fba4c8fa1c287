/**
 * The cluster that is measured: three servers, each a process of its own on this machine. {@link
 * io.stockcluster.bench.servers.Servers} starts, asks, kills and always ends them; {@link
 * io.stockcluster.bench.servers.Server} is the program that runs in each. {@link
 * io.stockcluster.bench.servers.Ports} finds where such processes may listen.
 */
package io.stockcluster.bench.servers;
