package dev.granary.http.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up names and leaves out the addresses that may not be connected to. The client connects to what is returned here
 * and looks up nothing itself, so a name that changes its mind gains nothing.
 */
final class GuardedNames implements DnsResolver {

    /** Each address that does not answer costs time. */
    private static final int MOST_TRIED = 4;

    private final AddressPolicy policy;
    private final NameService names;

    GuardedNames(AddressPolicy policy, NameService names) {
        this.policy = policy;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] allowed = Arrays.stream(names.lookUp(host))
                .filter(policy::allows)
                .limit(MOST_TRIED)
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new ForbiddenAddressException(host);
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
