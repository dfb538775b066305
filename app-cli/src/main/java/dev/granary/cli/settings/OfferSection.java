package dev.granary.cli.settings;

import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.List;

/** Reads what clients may ask for. */
final class OfferSection {

    private static final Setting<List<Resource>> AUDIENCES = new Setting<>(
            "audiences", Values.list(value -> new Resource(Values.text(value))), "[https://api.example.com/]");
    private static final Setting<Scopes> SCOPES =
            new Setting<>("scopes", OfferSection::scopes, "[openid, profile, email, offline_access]");

    private final Section root;

    OfferSection(Section root) {
        this.root = root;
    }

    Offer read() {
        return new Offer(
                root.find(AUDIENCES).orElse(Offer.DEFAULT.audiences()),
                root.find(SCOPES).orElse(Offer.DEFAULT.scopes()));
    }

    /** Scopes as a list, or as a scope parameter spells them. */
    static Scopes scopes(Object value) {
        return Scopes.of(Values.list(Values::text).apply(value).stream()
                .flatMap(text -> Scopes.parse(text).values().stream())
                .toList());
    }
}
