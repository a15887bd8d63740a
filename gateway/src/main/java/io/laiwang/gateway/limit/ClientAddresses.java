package io.laiwang.gateway.limit;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from. {@code X-Forwarded-For} counts only as far as proxies wrote it that are configured, read
 * from its end; what a client wrote before that is its own invention.
 */
@Singleton
public class ClientAddresses {
    private static final int IPV6_NETWORK_BYTES = 8;

    /** Who may say for whom they speak. */
    @ConfigMapping(prefix = "laiwang.proxies")
    interface Settings {
        /** Addresses of proxies before the gateway, as CIDR blocks; none of them is a client. */
        Optional<List<String>> trusted();
    }

    private final List<IpSubnetFilterRule> proxies;

    ClientAddresses(Settings settings) {
        this.proxies = settings.trusted().orElse(List.of()).stream()
                .map(ClientAddresses::block)
                .toList();
    }

    /** What is counted for a client: its IPv4 address, or its IPv6 network of 64 bits, which is one customer's. */
    public String of(HttpServerRequest request) {
        return of(request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For"));
    }

    String of(String peer, List<String> forwardedFor) {
        List<String> hops = forwardedFor.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        String client = peer;
        for (String hop : hops.reversed()) {
            if (!isProxy(client) || address(hop).isEmpty()) {
                break;
            }
            client = hop;
        }
        return network(client);
    }

    private boolean isProxy(String hop) {
        return address(hop)
                .map(found -> new InetSocketAddress(found, 0))
                .filter(found -> proxies.stream().anyMatch(block -> block.matches(found)))
                .isPresent();
    }

    private static String network(String client) {
        return address(client)
                .filter(Inet6Address.class::isInstance)
                .map(found -> Arrays.toString(Arrays.copyOf(found.getAddress(), IPV6_NETWORK_BYTES)))
                .orElse(client);
    }

    /** Only what is written as an address: a name would be looked up. */
    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static IpSubnetFilterRule block(String cidr) {
        int slash = cidr.indexOf('/');
        InetAddress first = address(slash < 0 ? cidr : cidr.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("no CIDR block: " + cidr));
        int bits = slash < 0 ? first.getAddress().length * Byte.SIZE : Integer.parseInt(cidr.substring(slash + 1));
        return new IpSubnetFilterRule(first, bits, IpFilterRuleType.ACCEPT);
    }
}
