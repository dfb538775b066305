package dev.granary.cli.toolhive;

import dev.granary.http.upstream.OpenIdProvider;
import dev.granary.http.upstream.UpstreamProvider;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which upstream of the configuration a provider of ToolHive's is. Two providers are never taken for one, and what could
 * be one of several upstreams is none of them: otherwise who has an account at one would get the user of another.
 */
final class ProviderNames {

    private final List<UpstreamProvider> upstreams;
    private final Map<String, ProviderName> given;

    /**
     * Knows these upstreams.
     *
     * @param pairs what the operator said, each as {@code THERE=HERE}
     * @throws IllegalArgumentException if that cannot be, naming the option
     */
    ProviderNames(List<UpstreamProvider> upstreams, List<String> pairs) {
        if (upstreams.isEmpty()) {
            throw new IllegalArgumentException("--config: expected the file of a server with upstreams, for the"
                    + " providers of ToolHive are found among them by name");
        }
        this.upstreams = List.copyOf(upstreams);
        this.given = new LinkedHashMap<>();
        pairs.forEach(this::give);
    }

    private void give(String pair) {
        int equals = pair.lastIndexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("--provider: expected THERE=HERE, such as oidc="
                    + upstreams.get(0).name().value());
        }
        String there = pair.substring(0, equals);
        ProviderName here = upstreams.stream()
                .map(UpstreamProvider::name)
                .filter(name -> name.value().equals(pair.substring(equals + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--provider " + pair + ": expected one of " + names() + " behind the equals sign"));
        boolean isType = LegacyKeys.isType(there);
        boolean merges = given.entrySet().stream()
                .anyMatch(other -> other.getValue().equals(here) && LegacyKeys.isType(other.getKey()) == isType);
        if (merges || given.put(there, here) != null) {
            throw new IllegalArgumentException(
                    "--provider " + pair + ": given twice; two providers cannot become one, nor one become two");
        }
    }

    private String names() {
        return upstreams.stream().map(each -> each.name().value()).collect(Collectors.joining(", "));
    }

    /** The upstream that a provider's name, or what it speaks, stands for; empty if there is none, or more than one. */
    Optional<ProviderName> here(String there) {
        return Optional.ofNullable(given.get(there)).or(() -> ofSameName(there)).or(() -> onlyOneOf(there));
    }

    private Optional<ProviderName> ofSameName(String there) {
        return upstreams.stream()
                .map(UpstreamProvider::name)
                .filter(name -> name.value().equals(there))
                .filter(name -> given.entrySet().stream()
                        .noneMatch(other -> other.getValue().equals(name) && !LegacyKeys.isType(other.getKey())))
                .findFirst();
    }

    private Optional<ProviderName> onlyOneOf(String type) {
        if (!LegacyKeys.isType(type)) {
            return Optional.empty();
        }
        return only(
                upstreams.stream().filter(each -> type.isEmpty() || typeOf(each).equals(type)));
    }

    /** The upstream at which somebody registered who knew it by this issuer or registration endpoint. */
    Optional<ProviderName> registeredAt(String place) {
        return only(upstreams.stream()
                .filter(OpenIdProvider.class::isInstance)
                .filter(each -> isAt((OpenIdProvider) each, place)));
    }

    private static boolean isAt(OpenIdProvider upstream, String place) {
        return Stream.concat(Stream.of(upstream.issuer()), upstream.registration().endpoint().stream())
                .map(URI::toString)
                .anyMatch(uri -> Objects.equals(withoutSlash(uri), withoutSlash(place)));
    }

    private static String withoutSlash(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static Optional<ProviderName> only(Stream<UpstreamProvider> some) {
        List<ProviderName> names = some.map(UpstreamProvider::name).toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private static String typeOf(UpstreamProvider upstream) {
        return upstream instanceof OpenIdProvider ? "oidc" : "oauth2";
    }
}
