package dev.granary.http.upstream;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of an upstream with every login.
 *
 * @param scopes the scopes
 * @param parameters what goes into the authorization request besides, such as {@code prompt}, {@code audience} or
 *     {@code access_type}
 */
public record UpstreamRequest(List<String> scopes, SortedMap<String, String> parameters) {

    /** What is ours to say, or would have the answer come another way than to the callback. */
    private static final Set<String> RESERVED = Set.of(
            "response_type",
            "response_mode",
            "client_id",
            "client_secret",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "code_verifier",
            "request",
            "request_uri");

    /** Copies both. @throws IllegalArgumentException if a parameter is reserved, naming it, or has no name */
    public UpstreamRequest {
        scopes = List.copyOf(scopes);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        for (String name : parameters.keySet()) {
            if (name.isBlank() || RESERVED.contains(name)) {
                throw new IllegalArgumentException(
                        "upstream parameters: expected none that the server sets itself, got '" + name + "'");
            }
        }
    }

    /** Asks for these scopes and nothing else. */
    public static UpstreamRequest of(List<String> scopes) {
        return new UpstreamRequest(scopes, new TreeMap<>());
    }

    /** The same with a parameter more. @throws IllegalArgumentException if it is reserved */
    public UpstreamRequest with(String parameter, String value) {
        SortedMap<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, value);
        return new UpstreamRequest(scopes, more);
    }

    /** The same, with the user asked for consent at each login, whatever else {@code prompt} was set to. */
    public UpstreamRequest promptingConsent() {
        return with("prompt", "consent");
    }

    /** Whether the user is to see the upstream at each login: {@code prompt} is set, and not to {@code none}. */
    boolean asksEachTime() {
        return Optional.ofNullable(parameters.get("prompt"))
                .filter(prompt -> !prompt.equals("none"))
                .isPresent();
    }

    UpstreamRequest askedFor(List<String> wanted) {
        return new UpstreamRequest(wanted, parameters);
    }
}
