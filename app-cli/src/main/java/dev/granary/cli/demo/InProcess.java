package dev.granary.cli.demo;

import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.SealingKey;
import dev.granary.domain.token.GrantTokens;
import dev.granary.domain.token.Lifetimes;
import dev.granary.domain.token.OpaqueAccessTokens;
import dev.granary.grant.GrantPolicy;
import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import dev.granary.token.MacSecret;
import dev.granary.token.MacSecrets;
import dev.granary.token.TokenFormat;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Opens authorities in this very process, each with secrets that nobody else has. */
final class InProcess {

    /** A pending login and a code, one after the other. */
    private static final Duration LONGEST_LOGIN = Duration.ofMinutes(20);

    private final Storages storages;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final AuditListener audit;
    private final Terms terms;

    /**
     * What the authority goes by.
     *
     * @param policy the grants' policy
     * @param lifetimes how long things last
     */
    record Terms(GrantPolicy policy, Lifetimes lifetimes) {
        @Inject
        Terms {}
    }

    @Inject
    InProcess(Storages storages, InstantSource clock, RandomGenerator random, AuditListener audit, Terms terms) {
        this.storages = storages;
        this.clock = clock;
        this.random = random;
        this.audit = audit;
        this.terms = terms;
    }

    /** Opens one over the storage that the URL names. */
    Authority open(String url) {
        MovableClock time = new MovableClock(clock);
        List<AuditEvent> events = Collections.synchronizedList(new ArrayList<>());
        AuditListener listener = event -> {
            events.add(event);
            audit.on(event);
        };
        Storage storage = storages.open(StorageSettings.of(url, time));
        Realm realm = new Realm(
                storage.in(Namespace.DEFAULT), time, random, terms.policy().skew(), listener);
        GrantTokens tokens = new GrantTokens(realm, parts(realm));
        return new LocalAuthority(storage, tokens, time, events);
    }

    private GrantTokens.Parts parts(Realm realm) {
        MacSecret secret = new MacSecret(id(), bytes(32), MacSecret.State.TRUSTED);
        TokenFormat format = new TokenFormat(Namespace.DEFAULT, new MacSecrets(secret, List.of()), random);
        KeyRing ring = new KeyRing(new SealingKey(id(), bytes(32)), List.of());
        return new GrantTokens.Parts(
                format,
                new OpaqueAccessTokens(format),
                new RetrySeal(ring, random),
                new Fences(realm, LONGEST_LOGIN),
                terms.policy(),
                terms.lifetimes());
    }

    private String id() {
        return Base64.getUrlEncoder().encodeToString(bytes(6));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
