package dev.granary.cli.settings;

import com.nimbusds.jose.jwk.JWK;
import dev.granary.domain.key.GivenSigningKeys;
import dev.granary.domain.key.KeyTerms;
import dev.granary.domain.key.SigningAlgorithm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads which keys a server uses. */
final class KeySection {

    private static final Setting<SigningAlgorithm> ALGORITHM =
            new Setting<>("algorithm", KeySection::algorithm, "ES256");
    private static final Setting<Duration> SIGNING =
            new Setting<>("rotate-signing-keys", Values.duration("0s", "3650d"), "90d");
    private static final Setting<Duration> SECRETS =
            new Setting<>("rotate-secrets", Values.duration("0s", "3650d"), "180d");
    private static final Setting<Duration> LEAD = new Setting<>("lead", Values.duration("10m", "30d"), "1d");
    private static final Setting<JWK> FILE =
            new Setting<>("signing-key-file", value -> PemKeys.read(Values.path(value)), "/run/secrets/signing.pem");
    private static final Setting<List<JWK>> OTHERS = new Setting<>(
            "other-key-files", Values.list(value -> PemKeys.read(Values.path(value))), "[/run/secrets/next.pem]");

    private final Section section;

    KeySection(Section root) {
        this.section = root.section("keys");
    }

    Keys read() {
        Keys keys = new Keys(terms(), given());
        section.close();
        return keys;
    }

    private KeyTerms terms() {
        KeyTerms standard = KeyTerms.DEFAULT;
        try {
            return new KeyTerms(
                    section.find(ALGORITHM).orElse(standard.algorithm()),
                    section.find(SIGNING).orElse(standard.signingPeriod()),
                    section.find(SECRETS).orElse(standard.secretPeriod()),
                    section.find(LEAD).orElse(standard.lead()));
        } catch (IllegalArgumentException e) {
            section.fault(
                    "lead", Values.wrong(e), "shorter than both rotations, which are at least 1d, or 0s for never");
            return standard;
        }
    }

    private Optional<GivenSigningKeys> given() {
        Optional<JWK> current = section.find(FILE);
        List<JWK> others = section.find(OTHERS).orElse(List.of());
        if (section.has(OTHERS.name()) && !section.has(FILE.name())) {
            section.fault(FILE.name(), "is missing beside other-key-files", FILE.remedy());
        }
        if (section.has(FILE.name()) && (section.has(SIGNING.name()) || section.has(ALGORITHM.name()))) {
            section.fault(
                    FILE.name(), "stands beside settings of keys that are made", "keys from files rotate by hand");
        }
        try {
            return current.map(key -> new GivenSigningKeys(key, others));
        } catch (IllegalArgumentException e) {
            section.fault(OTHERS.name(), Values.wrong(e), "name each key once");
            return Optional.empty();
        }
    }

    private static SigningAlgorithm algorithm(Object value) {
        String text = Values.text(value).toUpperCase(Locale.ROOT);
        return Arrays.stream(SigningAlgorithm.values())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("expected one of " + Arrays.toString(SigningAlgorithm.values())));
    }
}
