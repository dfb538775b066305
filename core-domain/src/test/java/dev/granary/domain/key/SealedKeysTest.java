package dev.granary.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.domain.fixture.MapStorage;
import dev.granary.domain.fixture.SetClock;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealBrokenException;
import dev.granary.domain.seal.SealingKey;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.GrantId;
import dev.granary.key.KeyId;
import dev.granary.key.KeyUse;
import dev.granary.key.StoredKey;
import dev.granary.record.Cursor;
import dev.granary.record.Namespace;
import dev.granary.record.Selection;
import dev.granary.token.TokenFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedKeysTest {

    private static final RotationPolicy SIGNING =
            new RotationPolicy(Duration.ofDays(90), Duration.ofDays(1), Duration.ofHours(1));
    private static final RotationPolicy SECRETS =
            new RotationPolicy(Duration.ofDays(180), Duration.ofDays(1), Duration.ofDays(180));

    private final SecureRandom random = new SecureRandom();
    private final MapStorage storage = new MapStorage();
    private final SetClock clock = new SetClock();
    private final Seal seal = seal();

    @Test
    void theFirstNodeMakesAKeyAndTheNextOneFindsIt() {
        JWK first = signing(realm(), seal).current();
        assertThat(signing(realm(), seal).current()).isEqualTo(first);
        assertThat(first.isPrivate()).isTrue();
    }

    @Test
    void onlyPublicPartsArePublished() {
        assertThat(signing(realm(), seal).published())
                .singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
    }

    @Test
    void ofManyNodesThatStartAtOnceAllUseOneKeyAndNoOtherIsLeft() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 50; round++) {
                MapStorage fresh = new MapStorage();
                Realm realm = realm(fresh);
                List<Callable<String>> starts = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    starts.add(() -> signing(realm, seal).current().getKeyID());
                }
                List<String> current = new ArrayList<>();
                for (Future<String> started : nodes.invokeAll(starts)) {
                    current.add(started.get());
                }
                assertThat(current.stream().distinct()).hasSize(1);
                assertThat(stored(realm)).hasSize(1);
            }
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void lostRepliesDoNotMatter() {
        storage.loseReplies(2);
        JWK first = signing(realm(), seal).current();
        assertThat(signing(realm(), seal).current()).isEqualTo(first);
    }

    @Test
    void aKeyThatAnotherNodeStoredIsFoundButNotLookedForAtEveryTry() {
        SealedSigningKeys keys = signing(realm(), seal);
        StoredKey another = another();
        assertThat(keys.find(another.id().value())).as("just loaded").isEmpty();
        clock.advance(Duration.ofSeconds(6));
        assertThat(keys.find(another.id().value())).isPresent();
        assertThat(keys.current().getKeyID()).isNotEqualTo(another.id().value());
        assertThat(keys.published()).hasSize(2);
    }

    @Test
    void withoutTheSealNothingOpens() {
        assertThat(signing(realm(), seal).current()).isNotNull();
        assertThatThrownBy(() -> signing(realm(), seal())).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void whatOneNodeIssuesAnotherRecognises() {
        TokenFormat one =
                new TokenFormat(Namespace.DEFAULT, new SealedMacSecrets(realm(), seal, SECRETS).get(), random);
        TokenFormat other =
                new TokenFormat(Namespace.DEFAULT, new SealedMacSecrets(realm(), seal, SECRETS).get(), random);
        String token = one.issueAccessToken(GrantId.random(random), 3, clock.instant());
        assertThat(other.parseAccessToken(token)).isPresent();
    }

    @Test
    void theNextKeyIsPublishedBeforeItIsUsedAndTheFormerOneVerifiesUntilItsLastTokenIsOver() {
        SealedSigningKeys keys = signing(realm(), seal);
        String first = keys.current().getKeyID();
        assertThat(keys.rotate()).isEmpty();

        clock.advance(SIGNING.period());
        assertThat(keys.rotate()).contains(RotationStep.PUBLISHED);
        assertThat(keys.current().getKeyID()).isEqualTo(first);
        assertThat(keys.published()).hasSize(2);

        clock.advance(SIGNING.lead().minusNanos(1000));
        assertThat(keys.rotate()).isEmpty();
        clock.advance(Duration.ofNanos(1000));
        assertThat(keys.rotate()).contains(RotationStep.PROMOTED);
        assertThat(keys.rotate()).contains(RotationStep.RETIRED);
        assertThat(keys.rotate()).isEmpty();
        assertThat(keys.current().getKeyID()).isNotEqualTo(first);

        clock.advance(SIGNING.lead().plus(SIGNING.kept()).minusNanos(1000));
        assertThat(keys.find(first)).as("its last token is over in a moment").isPresent();
        clock.advance(Duration.ofNanos(1000));
        assertThat(keys.find(first)).isEmpty();
        assertThat(keys.published()).hasSize(1);
    }

    @Test
    void manyNodesThatRotateAtOnceEndWithOneKeyInUseAndNoneUnpublished() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<SealedSigningKeys> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(signing(realm(), seal));
            }
            for (int turn = 0; turn < 30; turn++) {
                clock.advance(SIGNING.lead());
                List<Callable<Boolean>> steps = new ArrayList<>();
                all.forEach(keys -> steps.add(() -> keys.rotate().isPresent()));
                for (Future<Boolean> step : nodes.invokeAll(steps)) {
                    assertThat(step.get()).isNotNull();
                }
                all.forEach(SealedSigningKeys::refresh);
                assertThat(all.stream().map(keys -> keys.current().getKeyID()).distinct())
                        .hasSize(1);
                assertThat(all)
                        .allSatisfy(keys -> assertThat(
                                        keys.find(all.get(0).current().getKeyID()))
                                .isPresent());
            }
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void aCompromisedSigningKeyIsReplacedAndVerifiesNothingAtOnce() {
        SealedSigningKeys keys = signing(realm(), seal);
        SealedSigningKeys other = signing(realm(), seal);
        String leaked = keys.current().getKeyID();

        assertThat(keys.compromised(new KeyId(leaked))).isEqualTo(CompromiseOutcome.ENDED);

        assertThat(keys.current().getKeyID()).isNotEqualTo(leaked);
        assertThat(keys.find(leaked)).isEmpty();
        other.refresh();
        assertThat(other.current()).isEqualTo(keys.current());
        assertThat(other.find(leaked)).isEmpty();
        assertThat(keys.compromised(new KeyId("nobody's"))).isEqualTo(CompromiseOutcome.UNKNOWN);
    }

    @Test
    void aCompromisedSecretAccusesNoMoreButWhatItMadeStaysUsable() {
        SealedMacSecrets secrets = new SealedMacSecrets(realm(), seal, SECRETS);
        TokenFormat format = new TokenFormat(Namespace.DEFAULT, secrets, random);
        String code =
                format.issue(CredentialKind.CODE, GrantId.random(random), 0).value();
        assertThat(format.parse(CredentialKind.CODE, code))
                .hasValueSatisfying(read -> assertThat(read.genuine()).isTrue());

        assertThat(secrets.compromised(new KeyId(TokenFormat.secretIdOf(code)))).isEqualTo(CompromiseOutcome.ENDED);

        assertThat(format.parse(CredentialKind.CODE, code))
                .hasValueSatisfying(read -> assertThat(read.genuine()).isFalse());
        String next =
                format.issue(CredentialKind.CODE, GrantId.random(random), 0).value();
        assertThat(TokenFormat.secretIdOf(next)).isNotEqualTo(TokenFormat.secretIdOf(code));
        assertThat(format.parse(CredentialKind.CODE, next))
                .hasValueSatisfying(read -> assertThat(read.genuine()).isTrue());
    }

    @Test
    void aRotationThatIsBegunByHandTakesItsLead() {
        SealedSigningKeys keys = signing(realm(), seal);
        clock.advance(Duration.ofHours(1));
        KeyId next = keys.begin();
        assertThat(keys.begin()).as("once").isEqualTo(next);
        assertThat(keys.rotate()).isEmpty();
        clock.advance(SIGNING.lead());
        assertThat(keys.rotate()).contains(RotationStep.PROMOTED);
        assertThat(keys.current().getKeyID()).isEqualTo(next.value());
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void everyAlgorithmSignsAndVerifies(SigningAlgorithm algorithm) throws Exception {
        SealedSigningKeys keys = new SealedSigningKeys(realm(new MapStorage()), seal, algorithm, SIGNING);
        TokenSigner signer = new TokenSigner(keys);
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("a").build();
        String text = signer.sign(JOSEObjectType.JWT, with -> claims);
        assertThat(SignedJWT.parse(text).getHeader().getAlgorithm()).isEqualTo(algorithm.jose());
        assertThat(signer.read(JOSEObjectType.JWT, text)).contains(claims);

        int signature = text.lastIndexOf('.') + 1;
        String altered = (text.charAt(signature) == 'A' ? "B" : "A") + text.substring(signature + 1);
        assertThat(signer.read(JOSEObjectType.JWT, text.substring(0, signature) + altered))
                .isEmpty();
    }

    @Test
    void keysThatAHostBringsMustFit() {
        JWK first = SigningAlgorithm.ES256.makeKey();
        JWK second = SigningAlgorithm.EDDSA.makeKey();
        GivenSigningKeys given = new GivenSigningKeys(first, List.of(second));
        assertThat(given.published()).hasSize(2).noneMatch(JWK::isPrivate);
        assertThat(given.find(second.getKeyID())).isPresent();
        assertThat(given.toString()).contains(first.getKeyID()).doesNotContain("\"d\"");
        assertThatThrownBy(() -> new GivenSigningKeys(first, List.of(first))).hasMessageContaining("same id");
        assertThatThrownBy(() -> new GivenSigningKeys(first.toPublicJWK(), List.of()))
                .hasMessageContaining("private");
    }

    /** A key that another node stores, as an earlier release's key of this storage would lie there. */
    private StoredKey another() {
        MapStorage elsewhere = new MapStorage();
        Realm there = realm(elsewhere);
        assertThat(signing(there, seal).current()).isNotNull();
        StoredKey key = stored(there).get(0);
        assertThat(realm().records().keys().insert(key)).isNotNull();
        return key;
    }

    private static List<StoredKey> stored(Realm realm) {
        return realm.records().keys().page(Selection.all(), Cursor.START, 100).records().stream()
                .filter(key -> key.use() == KeyUse.SIGNATURE)
                .toList();
    }

    private static SealedSigningKeys signing(Realm realm, Seal seal) {
        return new SealedSigningKeys(realm, seal, SigningAlgorithm.ES256, SIGNING);
    }

    private Realm realm() {
        return realm(storage);
    }

    private Realm realm(MapStorage in) {
        return new Realm(in.in(Namespace.DEFAULT), clock, random, Duration.ZERO, event -> {});
    }

    private Seal seal() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new Seal(new KeyRing(new SealingKey("firstkey", bytes), List.of()), random);
    }
}
