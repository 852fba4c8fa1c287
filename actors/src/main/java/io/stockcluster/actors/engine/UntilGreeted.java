package io.stockcluster.actors.engine;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeContext;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.networking.ChannelInitializer;
import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.OutboundHandler;
import com.hazelcast.internal.server.ServerContext;
import java.util.function.Function;

/**
 * Holds back, on a connection that this host has opened, what there is to say until the other side has greeted.
 *
 * <p>Hazelcast does so, too, but tries again without a pause, which takes a processor of its own; and a frozen process
 * takes connections, since its kernel does, and never greets. It stands first in the pipeline, and goes at the first word
 * from the other side, which wakes the pipeline.
 */
final class UntilGreeted extends OutboundHandler<Void, Void> {

    private static final class Extension extends DefaultNodeExtension {

        Extension(Node node) {
            super(node);
        }

        @Override
        public Function<EndpointQualifier, ChannelInitializer> createChannelInitializerFn(ServerContext context) {
            Function<EndpointQualifier, ChannelInitializer> initializers = super.createChannelInitializerFn(context);
            return endpoint -> {
                ChannelInitializer initializer = initializers.apply(endpoint);
                return channel -> {
                    if (channel.isClientMode()) {
                        channel.outboundPipeline().addLast(new UntilGreeted());
                    }
                    initializer.initChannel(channel);
                };
            };
        }
    }

    private UntilGreeted() {}

    /** Of a host that waits so. */
    static NodeContext context() {
        return new DefaultNodeContext() {
            @Override
            public NodeExtension createNodeExtension(Node node) {
                return new Extension(node);
            }
        };
    }

    @Override
    public HandlerStatus onWrite() {
        if (channel.lastReadTimeMillis() <= 0) {
            return HandlerStatus.BLOCKED;
        }
        channel.outboundPipeline().remove(this);
        return HandlerStatus.CLEAN;
    }
}
