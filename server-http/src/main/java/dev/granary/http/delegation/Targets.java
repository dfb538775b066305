package dev.granary.http.delegation;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.granary.client.Client;
import dev.granary.http.exchange.Parameters;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.resource.Audiences;
import dev.granary.scope.Resource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where delegated tokens may be used (RFC 8693 section 2.1): in one place, and in none where the subject's may not. */
public final class Targets {

    private final Audiences audiences;
    private final String issuer;

    /** Allows these audiences. What a token without any is for is the issuer itself. */
    public Targets(Audiences audiences, String issuer) {
        this.audiences = audiences;
        this.issuer = issuer;
    }

    /**
     * The place that a request names by {@code resource} or {@code audience}, else the only one that there is.
     *
     * @return none for the issuer itself
     * @throws RefusedException with {@code invalid_target}
     */
    SortedSet<Resource> of(Client client, Parameters form, Set<String> subject) {
        Set<String> allowed = new TreeSet<>(List.of(issuer));
        audiences.allowedTo(client).forEach(resource -> allowed.add(resource.uri()));
        allowed.retainAll(subject);
        Set<String> wanted = new TreeSet<>(Stream.concat(form.all("resource").stream(), form.all("audience").stream())
                .toList());
        Set<String> chosen = wanted.isEmpty() ? allowed : wanted;
        Optional<String> only = chosen.stream().findFirst();
        if (chosen.size() != 1 || !allowed.containsAll(chosen) || only.isEmpty()) {
            throw RefusedException.of(
                    OAuth2Error.INVALID_TARGET, "expected one resource that client and subject_token are allowed");
        }
        return only.get().equals(issuer)
                ? Collections.emptySortedSet()
                : new TreeSet<>(List.of(new Resource(only.get())));
    }
}
