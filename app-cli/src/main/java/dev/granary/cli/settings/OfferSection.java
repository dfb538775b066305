package dev.granary.cli.settings;

import dev.granary.http.consent.ConsentPolicy;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.List;

/** Reads what clients may ask for. */
final class OfferSection {

    private static final Setting<List<Resource>> AUDIENCES = new Setting<>(
            "audiences", Values.list(value -> new Resource(Values.text(value))), "[https://api.example.com/]");
    private static final Setting<Scopes> SCOPES =
            new Setting<>("scopes", OfferSection::scopes, "[openid, profile, email, offline_access]");

    private static final Setting<ConsentPolicy> CONSENT =
            new Setting<>("consent", OfferSection::consent, "unconfigured");
    private static final Setting<List<String>> ORIGINS =
            new Setting<>("cors-origins", Values.list(Values::text), "[https://app.example.com]");

    private final Section root;

    OfferSection(Section root) {
        this.root = root;
    }

    Offer read() {
        return new Offer(
                root.find(AUDIENCES).orElse(Offer.DEFAULT.audiences()),
                root.find(SCOPES).orElse(Offer.DEFAULT.scopes()),
                root.find(CONSENT).orElse(Offer.DEFAULT.consent()),
                root.find(ORIGINS).orElse(Offer.DEFAULT.origins()));
    }

    private static ConsentPolicy consent(Object value) {
        return switch (Values.text(value)) {
            case "unconfigured" -> ConsentPolicy.UNCONFIGURED;
            case "all" -> ConsentPolicy.ALL;
            default -> throw new IllegalArgumentException("expected unconfigured or all");
        };
    }

    /** Scopes as a list, or as a scope parameter spells them. */
    static Scopes scopes(Object value) {
        return Scopes.of(Values.list(Values::text).apply(value).stream()
                .flatMap(text -> Scopes.parse(text).values().stream())
                .toList());
    }
}
