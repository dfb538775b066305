package dev.granary.http.token;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The grant types that the token endpoint knows.
 *
 * @param ofClients those for clients that prove themselves
 * @param ofAssertions those for whoever has an assertion
 */
public record TokenGrants(List<TokenGrant> ofClients, List<AssertionGrant> ofAssertions) {

    /** Copies the lists. */
    public TokenGrants {
        ofClients = List.copyOf(ofClients);
        ofAssertions = List.copyOf(ofAssertions);
    }

    /** The {@code grant_type} of each. */
    public List<String> types() {
        return Stream.concat(
                        ofClients.stream().map(TokenGrant::type),
                        ofAssertions.stream().map(AssertionGrant::type))
                .toList();
    }

    Optional<TokenGrant> ofClient(String type) {
        return ofClients.stream().filter(known -> known.type().equals(type)).findFirst();
    }

    Optional<AssertionGrant> ofAssertion(String type) {
        return ofAssertions.stream().filter(known -> known.type().equals(type)).findFirst();
    }
}
