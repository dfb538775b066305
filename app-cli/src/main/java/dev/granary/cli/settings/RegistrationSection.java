package dev.granary.cli.settings;

import dev.granary.http.document.DocumentPolicy;
import dev.granary.http.registration.RateLimits;
import dev.granary.http.registration.RegistrationPolicy;
import dev.granary.scope.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads who may register clients, and which clients need not. */
final class RegistrationSection {

    /** What the section is called. */
    static final String NAME = "registration";

    private static final int MOST = 1_000_000;

    private static final Setting<Boolean> TOKEN = new Setting<>("token-required", Values::flag, "true");
    private static final Setting<Boolean> CONFIDENTIAL = new Setting<>("confidential-clients", Values::flag, "true");
    private static final Setting<Boolean> ON_LOOPBACK = new Setting<>("confidential-on-loopback", Values::flag, "true");
    private static final Setting<Scopes> DEFAULT_SCOPES =
            new Setting<>("default-scopes", OfferSection::scopes, "[openid, profile]");
    private static final Setting<Scopes> BASELINE_SCOPES =
            new Setting<>("baseline-scopes", OfferSection::scopes, "[openid]");
    private static final Setting<List<String>> CONFIDENTIAL_URIS = new Setting<>(
            "confidential-redirect-uris", Values.list(Values::text), "[https://app.example.com/callback]");
    private static final Setting<Integer> CALLER_BURST = new Setting<>("address-burst", Values.count(MOST), "20");
    private static final Setting<Integer> CALLER = new Setting<>("address-per-second", Values.count(MOST), "1");
    private static final Setting<Integer> NODE_BURST = new Setting<>("burst", Values.count(MOST), "200");
    private static final Setting<Integer> NODE = new Setting<>("per-second", Values.count(MOST), "20");
    /** What of the section may change while a server runs. */
    static final Set<String> RATES = Set.of(CALLER_BURST.name(), CALLER.name(), NODE_BURST.name(), NODE.name());

    private static final Setting<String> HEADER = new Setting<>("address-header", Values::text, "X-Forwarded-For");

    private static final Setting<Boolean> DOCUMENTS = new Setting<>("enabled", Values::flag, "true");
    private static final Setting<Integer> CACHED = new Setting<>("cached", Values.count(MOST), "256");
    private static final Setting<Duration> LIFE = new Setting<>("life", Values.duration("1s", "1d"), "5m");

    private final Section root;

    RegistrationSection(Section root) {
        this.root = root;
    }

    RegistrationPolicy policy() {
        Section section = root.section(NAME);
        RegistrationPolicy standard = RegistrationPolicy.DEFAULT;
        RegistrationPolicy policy = new RegistrationPolicy(
                section.find(TOKEN).orElse(standard.tokenRequired()),
                section.find(CONFIDENTIAL).orElse(standard.confidentialClients()),
                section.find(ON_LOOPBACK).orElse(standard.confidentialOnLoopback()),
                section.find(DEFAULT_SCOPES),
                section.find(BASELINE_SCOPES).orElse(standard.baselineScopes()),
                section.find(CONFIDENTIAL_URIS).map(Set::copyOf).orElse(standard.confidentialRedirectUris()),
                rate(section, standard.rate()),
                section.find(HEADER));
        section.close();
        return policy;
    }

    Optional<DocumentPolicy> documents() {
        Section section = root.section("client-documents");
        boolean enabled = section.find(DOCUMENTS).orElse(false);
        DocumentPolicy standard = DocumentPolicy.DEFAULT;
        DocumentPolicy policy = new DocumentPolicy(
                section.find(CACHED).orElse(standard.cached()),
                section.find(LIFE).orElse(standard.life()));
        section.close();
        return enabled ? Optional.of(policy) : Optional.empty();
    }

    private static RateLimits rate(Section section, RateLimits standard) {
        return new RateLimits(
                section.find(CALLER_BURST).orElse(standard.callerBurst()),
                section.find(CALLER).orElse(standard.callerPerSecond()),
                section.find(NODE_BURST).orElse(standard.nodeBurst()),
                section.find(NODE).orElse(standard.nodePerSecond()));
    }
}
