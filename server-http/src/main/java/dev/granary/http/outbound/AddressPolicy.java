package dev.granary.http.outbound;

import dev.granary.http.uri.SecureUris;
import java.net.InetAddress;
import java.net.URI;

/**
 * Which addresses may be connected to, besides those of the Internet. Link-local, multicast and reserved ones never may,
 * a cloud's metadata service among them.
 *
 * @param loopback whether this very machine may be
 * @param privateNetworks whether private, unique-local and carrier-NAT addresses may be
 */
public record AddressPolicy(boolean loopback, boolean privateNetworks) {

    /** The Internet only. */
    public static final AddressPolicy INTERNET = new AddressPolicy(false, false);

    /**
     * For what an operator configured: loopback if the URL says so, private networks if they were allowed.
     *
     * @param configured a URL that an operator wrote, never one that came over the wire
     * @param privateNetworks whether the operator allows private networks
     */
    public static AddressPolicy towards(URI configured, boolean privateNetworks) {
        return new AddressPolicy(SecureUris.isLoopback(configured), privateNetworks);
    }

    /** Whether this address may be connected to. */
    boolean allows(InetAddress address) {
        return switch (AddressKind.of(address)) {
            case PUBLIC -> true;
            case LOOPBACK -> loopback;
            case PRIVATE -> privateNetworks;
            case SPECIAL -> false;
        };
    }
}
