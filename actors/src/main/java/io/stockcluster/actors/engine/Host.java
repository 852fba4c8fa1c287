package io.stockcluster.actors.engine;

import com.hazelcast.spi.impl.NodeEngine;

/** What a node that hosts actors has beside one that only asks. */
record Host(
        NodeEngine engine,
        Fence fence,
        Copies copies,
        Leases leases,
        Relay relay,
        Beats beats,
        Lookout lookout,
        Drains drains,
        Departures departures,
        Draining draining,
        Merging merging,
        Pulse pulse) {}
