package io.laiwang.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {
    private final ClientAddresses addresses = of("10.0.0.0/8", "192.0.2.1", "fd00::/8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.5 | 198.51.100.1                      | 203.0.113.5",
                "10.1.2.3    | 198.51.100.1                      | 198.51.100.1",
                "10.1.2.3    | 1.1.1.1, 198.51.100.1             | 198.51.100.1",
                "10.1.2.3    | 1.1.1.1, 198.51.100.1, 192.0.2.1  | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1, 192.0.2.2           | 192.0.2.2",
                "10.1.2.3    | localhost                         | 10.1.2.3",
                "10.1.2.3    | 198.51.100.1, nonsense            | 10.1.2.3",
                "fd00::1     | 198.51.100.1                      | 198.51.100.1"
            })
    void believesConfiguredProxiesAlone(String peer, String forwardedFor, String client) {
        assertEquals(client, addresses.of(peer, List.of(forwardedFor)));
    }

    @Test
    void aNetworkOfIpv6IsOneClient() {
        assertEquals(addresses.of("2001:db8::1", List.of()), addresses.of("2001:db8::ffff:2", List.of()));
        assertNotEquals(addresses.of("2001:db8::1", List.of()), addresses.of("2001:db8:0:1::1", List.of()));
    }

    @Test
    void refusesToStartOnWhatIsNoBlock() {
        assertThrows(IllegalArgumentException.class, () -> of("proxy.example/24"));
    }

    private static ClientAddresses of(String... trusted) {
        return new ClientAddresses(() -> Optional.of(List.of(trusted)));
    }
}
