package io.stockcluster.actors;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Names that stand for this machine from some moment on: so tests decide when the hosts of one side find the other. A
 * provider of the JDK's, and by its own name service for all other names.
 */
public final class LaterNames extends InetAddressResolverProvider {

    private static final String ENDING = ".later.test";

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    /** From now on the name is known. */
    static void know(String name) {
        KNOWN.add(name + ENDING);
    }

    static String of(String name) {
        return name + ENDING;
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (!host.endsWith(ENDING)) {
                    return usual.lookupByName(host, policy);
                }
                if (!KNOWN.contains(host)) {
                    throw new UnknownHostException(host);
                }
                return Stream.of(InetAddress.getLoopbackAddress());
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names that are known later";
    }
}
