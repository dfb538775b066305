package dev.granary.http.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.0, PUBLIC",
        "2606:4700:4700::1111, PUBLIC",
        "127.0.0.1, LOOPBACK",
        "127.255.255.255, LOOPBACK",
        "::1, LOOPBACK",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "0.0.0.0, SPECIAL",
        "169.254.169.254, SPECIAL",
        "192.0.0.8, SPECIAL",
        "192.0.2.1, SPECIAL",
        "198.19.0.1, SPECIAL",
        "224.0.0.1, SPECIAL",
        "240.0.0.1, SPECIAL",
        "255.255.255.255, SPECIAL",
        "::, SPECIAL",
        "fe80::1, SPECIAL",
        "fec0::1, SPECIAL",
        "ff02::1, SPECIAL",
        "2001::1, SPECIAL",
        "2001:db8::1, SPECIAL",
        "::ffff:10.0.0.1, PRIVATE",
        "::ffff:127.0.0.1, LOOPBACK",
        "::ffff:8.8.8.8, PUBLIC",
        "::127.0.0.1, LOOPBACK",
        "64:ff9b::10.0.0.1, PRIVATE",
        "64:ff9b::8.8.8.8, PUBLIC",
        "64:ff9b::169.254.169.254, SPECIAL",
        "2002:a00:1::, PRIVATE",
        "2002:7f00:1::, LOOPBACK",
        "64:ff9b:1::1, SPECIAL",
        "4000::1, SPECIAL",
    })
    void anAddressIsKnownForWhatItIs(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "fd00::1", "169.254.169.254", "224.0.0.1", "::ffff:192.168.0.1"})
    void theInternetIsAllThatIsAllowedUnlessItIsSaidOtherwise(String address) throws UnknownHostException {
        assertThat(AddressPolicy.INTERNET.allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @Test
    void linkLocalIsNeverAllowed() throws UnknownHostException {
        assertThat(new AddressPolicy(true, true).allows(InetAddress.getByName("169.254.169.254")))
                .isFalse();
    }

    @Test
    void loopbackIsAllowedTowardsWhatIsConfiguredThere() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThat(AddressPolicy.towards(URI.create("http://127.0.0.1:8080"), false)
                        .allows(loopback))
                .isTrue();
        assertThat(AddressPolicy.towards(URI.create("https://id.example.com"), true)
                        .allows(loopback))
                .isFalse();
    }
}
