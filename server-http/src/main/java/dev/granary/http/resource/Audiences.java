package dev.granary.http.resource;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.client.Client;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.scope.Resource;
import java.util.SortedSet;
import java.util.TreeSet;

/** The resources that clients may ask tokens for (RFC 8707). */
public final class Audiences {

    private final SortedSet<Resource> known;

    /** Allows these, unless a client's own metadata names others. */
    public Audiences(SortedSet<Resource> known) {
        this.known = Resource.setOf(known);
    }

    /** Every resource that this client may ask for. */
    public SortedSet<Resource> allowedTo(Client client) {
        return client.metadata().resources().isEmpty()
                ? known
                : client.metadata().resources();
    }

    /**
     * The resources that a request names.
     *
     * @throws RefusedException with {@code invalid_target} if one is malformed or not this client's to ask for
     */
    public SortedSet<Resource> requested(Client client, Parameters parameters) {
        SortedSet<Resource> requested = new TreeSet<>();
        for (String text : parameters.all("resource")) {
            requested.add(parse(text));
        }
        if (!allowedTo(client).containsAll(requested)) {
            throw refused("the resource is not one that this client may ask for");
        }
        return requested;
    }

    /** What is granted for what was requested: if nothing was and there is exactly one that could be, that one. */
    public SortedSet<Resource> granted(Client client, SortedSet<Resource> requested) {
        SortedSet<Resource> allowed = allowedTo(client);
        return requested.isEmpty() && allowed.size() == 1 ? allowed : requested;
    }

    private static Resource parse(String text) {
        try {
            return new Resource(text);
        } catch (IllegalArgumentException e) {
            throw refused("expected an absolute http or https URI without a fragment");
        }
    }

    private static RefusedException refused(String why) {
        return RefusedException.of(OAuth2Error.INVALID_TARGET, why);
    }
}
