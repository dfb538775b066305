package dev.granary.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import dev.granary.domain.fixture.MapStorage;
import dev.granary.domain.fixture.SetClock;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealBrokenException;
import dev.granary.domain.seal.SealingKey;
import dev.granary.grant.GrantId;
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

class SealedKeysTest {

    private final SecureRandom random = new SecureRandom();
    private final MapStorage storage = new MapStorage();
    private final SetClock clock = new SetClock();
    private final Seal seal = seal();

    @Test
    void theFirstNodeMakesAKeyAndTheNextOneFindsIt() {
        JWK first = new SealedSigningKeys(realm(), seal).current();
        assertThat(new SealedSigningKeys(realm(), seal).current()).isEqualTo(first);
        assertThat(first.isPrivate()).isTrue();
    }

    @Test
    void onlyPublicPartsArePublished() {
        assertThat(new SealedSigningKeys(realm(), seal).published())
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
                    starts.add(
                            () -> new SealedSigningKeys(realm, seal).current().getKeyID());
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
        JWK first = new SealedSigningKeys(realm(), seal).current();
        assertThat(new SealedSigningKeys(realm(), seal).current()).isEqualTo(first);
    }

    @Test
    void aKeyThatAnotherNodeStoredIsFoundButNotLookedForAtEveryTry() {
        SealedSigningKeys keys = new SealedSigningKeys(realm(), seal);
        StoredKey another = another();
        assertThat(keys.find(another.id().value())).as("just loaded").isEmpty();
        clock.advance(Duration.ofSeconds(6));
        assertThat(keys.find(another.id().value())).isPresent();
        assertThat(keys.current().getKeyID()).isNotEqualTo(another.id().value());
        assertThat(keys.published()).hasSize(2);
    }

    @Test
    void withoutTheSealNothingOpens() {
        assertThat(new SealedSigningKeys(realm(), seal).current()).isNotNull();
        assertThatThrownBy(() -> new SealedSigningKeys(realm(), seal())).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void whatOneNodeIssuesAnotherRecognises() {
        TokenFormat one = new TokenFormat(Namespace.DEFAULT, new SealedMacSecrets(realm(), seal).load(), random);
        TokenFormat other = new TokenFormat(Namespace.DEFAULT, new SealedMacSecrets(realm(), seal).load(), random);
        String token = one.issueAccessToken(GrantId.random(random), 3, clock.instant());
        assertThat(other.parseAccessToken(token)).isPresent();
    }

    /** A key that another node stores, as an earlier release's key of this storage would lie there. */
    private StoredKey another() {
        MapStorage elsewhere = new MapStorage();
        Realm there = realm(elsewhere);
        assertThat(new SealedSigningKeys(there, seal).current()).isNotNull();
        StoredKey key = stored(there).get(0);
        assertThat(realm().records().keys().insert(key)).isNotNull();
        return key;
    }

    private static List<StoredKey> stored(Realm realm) {
        return realm.records().keys().page(Selection.all(), Cursor.START, 100).records().stream()
                .filter(key -> key.use() == KeyUse.SIGNATURE)
                .toList();
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
