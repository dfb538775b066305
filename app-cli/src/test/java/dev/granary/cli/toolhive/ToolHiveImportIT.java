package dev.granary.cli.toolhive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.client.ClientLimits;
import dev.granary.domain.client.RegisteredClients;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.revocation.FencedRevocations;
import dev.granary.domain.revocation.Fences;
import dev.granary.domain.upstream.SealedUpstreamTokens;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.domain.user.DeleteOutcome;
import dev.granary.domain.user.LinkedUsers;
import dev.granary.domain.user.Profile;
import dev.granary.record.StorageException;
import dev.granary.session.SessionId;
import dev.granary.spi.Storage;
import dev.granary.tck.fault.Fault;
import dev.granary.tck.fault.Watch;
import dev.granary.tck.fault.WatchedStorage;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.IdentityKey;
import dev.granary.user.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the layout that the resource holds. */
class ToolHiveImportIT {

    private static final UserId ALICE = new UserId("0f0e8a52-7a5e-4a8e-9a55-3a7b3a6a0001");
    private static final UserId BOB = new UserId("0f0e8a52-7a5e-4a8e-9a55-3a7b3a6a0002");
    private static final UserId CAROL = new UserId("0f0e8a52-7a5e-4a8e-9a55-3a7b3a6a0003");
    private static final ClientId PUBLIC = new ClientId("2b1d6c3e-8a53-4a8e-9a55-5a7b3a6a1001");
    private static final ClientId SECRETIVE = new ClientId("2b1d6c3e-8a53-4a8e-9a55-5a7b3a6a1002");
    private static final String SESSION = "QJ5N3XK7PZ2M4R6T8VABCDEFG";
    private static final Profile PROFILE = new Profile(Optional.empty(), Optional.empty());

    private static ToolHiveRedis redis;

    private Ground ground;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        redis = ToolHiveRedis.start(folder);
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void hold() {
        ground = new Ground(redis);
    }

    @Test
    void everythingIsCarriedOverAndCounted() {
        try (Storage storage = ground.h2()) {
            Tally tally = ground.run(storage);

            assertThat(line(tally, RowKind.USER)).isEqualTo("3 read, 3 imported, 0 there, 0 skipped, 0 damaged");
            assertThat(line(tally, RowKind.IDENTITY)).isEqualTo("8 read, 6 imported, 1 there, 1 skipped, 0 damaged");
            assertThat(line(tally, RowKind.REGISTRATION))
                    .isEqualTo("2 read, 1 imported, 0 there, 1 skipped, 0 damaged");
            assertThat(line(tally, RowKind.TOKENS)).isEqualTo("10 read, 6 imported, 1 there, 3 skipped, 0 damaged");
            assertThat(line(tally, RowKind.CLIENT)).isEqualTo("4 read, 3 imported, 0 there, 1 skipped, 0 damaged");
            assertThat(tally.isClean()).isTrue();
            assertThat(ground.events)
                    .filteredOn(event -> event.type() == AuditType.ADOPTED)
                    .hasSize(5);
            assertThat(snapshot(storage)).hasSize(3 + 6 + 6 + 3 + 1 + 1);
        }
    }

    @Test
    void whoHadAnIdHasItStill() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);

            assertThat(users(storage)
                            .resolve(new IdentityKey("corp", "alice@corp:1"), PROFILE)
                            .id())
                    .isEqualTo(ALICE);
            assertThat(users(storage)
                            .resolve(new IdentityKey("github", "4711"), PROFILE)
                            .id())
                    .isEqualTo(ALICE);
            assertThat(users(storage)
                            .resolve(new IdentityKey("corp", "carol"), PROFILE)
                            .id())
                    .isEqualTo(CAROL);
            assertThat(users(storage)
                            .resolve(new IdentityKey("github", "991"), PROFILE)
                            .id())
                    .isEqualTo(CAROL);
        }
    }

    @Test
    void theSameSubjectAtTwoProvidersStaysTwoUsers() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);

            assertThat(users(storage)
                            .resolve(new IdentityKey("corp", "4711"), PROFILE)
                            .id())
                    .isEqualTo(BOB);
            assertThat(users(storage)
                            .resolve(new IdentityKey("okta", "4711"), PROFILE)
                            .id())
                    .isNotIn(ALICE, BOB, CAROL);
        }
    }

    @Test
    void whatCouldBeOneOfSeveralUpstreamsIsNone() {
        try (Storage storage = ground.h2()) {
            Tally tally = ground.run(storage, new String[0]);

            assertThat(tally.skips(RowKind.IDENTITY)).containsEntry(Fate.NO_PROVIDER.about("oidc"), 2);
            assertThat(tally.skips(RowKind.TOKENS)).containsEntry(Fate.NO_PROVIDER.about("oidc"), 2);
            assertThat(tally.isClean()).isFalse();
            assertThat(target(storage).records().identities().find(new IdentityKey("okta", "carol")))
                    .isEmpty();
        }
    }

    @Test
    void twoProvidersCannotBecomeOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ground.run(ground.memory(), "github=corp", "gitlab=corp"))
                .withMessageContaining("--provider gitlab=corp")
                .withMessageContaining("two providers cannot become one");
        try (Storage storage = ground.h2()) {
            Tally tally = ground.run(storage, "oidc=corp", "okta=github");

            assertThat(tally.skips(RowKind.IDENTITY)).containsEntry(Fate.NO_PROVIDER.about("github"), 1);
            assertThat(users(storage)
                            .resolve(new IdentityKey("github", "bob"), PROFILE)
                            .id())
                    .isEqualTo(BOB);
        }
    }

    @Test
    void aLegacyIdentityThatLeadsElsewhereByNowIsLeftAlone() {
        ground.put(
                "provider:4:corp:carol",
                "{\"user_id\":\"" + BOB.value() + "\",\"provider_id\":\"corp\",\"provider_subject\":\"carol\","
                        + "\"linked_at\":now-5,\"last_used_at\":now-5}");
        try (Storage storage = ground.h2()) {
            Tally tally = ground.run(storage);

            assertThat(tally.skips(RowKind.IDENTITY)).containsEntry(Fate.TAKEN.verdict(), 1);
            assertThat(users(storage)
                            .resolve(new IdentityKey("corp", "carol"), PROFILE)
                            .id())
                    .isEqualTo(BOB);
        }
    }

    @Test
    void tokensAreSealedAndOpenForWhomTheyAreBoundTo() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);

            assertThat(snapshot(storage))
                    .filteredOn(line -> line.startsWith("tokens"))
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    SESSION + "1 corp",
                                    "[SECRET-at-1]",
                                    "[SECRET-rt-1]",
                                    "[SECRET-it-1]",
                                    "granary-at-corp"));
            UpstreamToken raw = target(storage)
                    .records()
                    .upstreamTokens()
                    .find(key(SESSION + "1", "corp"))
                    .orElseThrow();
            assertThat(new String(UpstreamToken.KIND.encode(raw), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("SECRET");
            assertThat(tokens(storage)
                            .latest(BOB, new ProviderName("okta"))
                            .orElseThrow()
                            .binding()
                            .upstreamClientId())
                    .isEqualTo("okta-client-1");
        }
    }

    @Test
    void everyRowIsKeptAsLongAsItWouldHaveBeenThere() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);

            assertThat(keptFor(storage, SESSION + "1", "corp"))
                    .isEqualTo(Duration.ofDays(30).plusMinutes(30));
            assertThat(keptFor(storage, SESSION + "1", "github")).isEqualTo(Duration.ofDays(37));
            assertThat(keptFor(storage, SESSION + "2", "corp")).isEqualTo(Duration.ofDays(20));
            assertThat(keptFor(storage, SESSION + "3", "corp")).isEqualTo(Duration.ofDays(25));
            assertThat(keptFor(storage, SESSION + "4", "github")).isEqualTo(Duration.ofDays(36));
            Client client = target(storage).records().clients().find(PUBLIC).orElseThrow();
            assertThat(between(client.expiresAt().orElseThrow())).isEqualTo(Duration.ofDays(20));
            assertThat(between(client.provenAt().orElseThrow())).isEqualTo(Duration.ofDays(-10));
        }
    }

    @Test
    void aClientAuthenticatesWithItsSecret() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);
            Fences fences = new Fences(target(storage), Duration.ofMinutes(10));
            RegisteredClients clients = new RegisteredClients(
                    target(storage), ClientLimits.DEFAULT, new FencedRevocations(target(storage), fences));

            TokenEndpointAuthMethod basic = TokenEndpointAuthMethod.CLIENT_SECRET_BASIC;
            assertThat(clients.authenticate(SECRETIVE, basic, Optional.of("SECRET-client")))
                    .isPresent();
            assertThat(clients.authenticate(SECRETIVE, basic, Optional.of("another")))
                    .isEmpty();
            assertThat(clients.authenticate(PUBLIC, TokenEndpointAuthMethod.NONE, Optional.empty()))
                    .isPresent();
        }
    }

    @Test
    void aSecondRunChangesNothing() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);
            List<String> before = snapshot(storage);

            Tally again = ground.run(storage);

            assertThat(snapshot(storage)).isEqualTo(before);
            for (RowKind kind : RowKind.values()) {
                assertThat(again.count(kind, Fate.IMPORTED)).as("%s", kind).isZero();
            }
            assertThat(again.count(RowKind.TOKENS, Fate.PRESENT)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtAnyWriteAndRunAgainItEndsAsIfItHadNotBeen(boolean takesEffect) {
        List<String> expected = undisturbed();
        boolean killed = true;
        int kills = 0;
        for (int n = 1; killed; n++) {
            try (Storage storage = ground.memory()) {
                killed = isKilled(new WatchedStorage(storage, new Kill(n, takesEffect)));
                kills += killed ? 1 : 0;
                ground.run(storage);
                assertThat(snapshot(storage)).as("killed at write %d", n).isEqualTo(expected);
            }
        }
        assertThat(kills).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(Fault.Mode.class)
    void whateverCallFailsAnotherRunMakesUpForIt(Fault.Mode mode) {
        List<String> expected = undisturbed();
        boolean struck = true;
        for (int n = 1; struck; n++) {
            try (Storage storage = ground.memory()) {
                Fault fault = new Fault(n, 3, mode);
                boolean failed = fails(new WatchedStorage(storage, fault));
                struck = fault.struck();
                Tally tally = ground.run(storage);
                assertThat(snapshot(storage)).as("%s, failed %s", fault, failed).isEqualTo(expected);
                assertThat(tally.read(RowKind.TOKENS)).isEqualTo(10);
            }
        }
    }

    @Test
    void whatIsNewerHereStays() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);
            UpstreamTokenKey key = key(SESSION + "1", "corp");
            tokens(storage)
                    .save(
                            key,
                            new UpstreamTokenSet(
                                    Optional.of("newer"),
                                    Optional.of("newer-refresh"),
                                    Optional.empty(),
                                    Optional.of(ground.now.plusSeconds(60)),
                                    Optional.empty(),
                                    List.of()),
                            new UpstreamBinding(ALICE, "alice@corp:1", PUBLIC, "granary-at-corp"),
                            ground.now);
            List<String> before = snapshot(storage);
            ground.put(
                    "upstream:" + key.parts().get(0) + ":corp",
                    "{\"provider_id\":\"corp\",\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_at\":now+9000,"
                            + "\"user_id\":\"" + ALICE.value()
                            + "\",\"upstream_subject\":\"alice@corp:1\",\"client_id\":\"x\"}");

            ground.run(storage);

            assertThat(snapshot(storage)).isEqualTo(before).anyMatch(line -> line.contains("newer-refresh"));
        }
    }

    @Test
    void aDeletionReachesWhatWasImportedAndIsNotUndone() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);

            assertThat(users(storage).delete(ALICE))
                    .isEqualTo(new DeleteOutcome.Complete(new DeleteOutcome.Ended(0, 2, 2)));

            assertThat(snapshot(storage)).noneMatch(line -> line.startsWith("tokens") && line.contains(ALICE.value()));
            Tally again = ground.run(storage);
            assertThat(again.skips(RowKind.USER)).containsEntry(Fate.ORPHANED.verdict(), 1);
            assertThat(again.skips(RowKind.TOKENS)).containsEntry(Fate.ORPHANED.verdict(), 4);
            assertThat(snapshot(storage)).noneMatch(line -> line.startsWith("tokens") && line.contains(ALICE.value()));
        }
    }

    @Test
    void aSessionThatWasEndedHereStaysEnded() {
        try (Storage storage = ground.h2()) {
            ground.run(storage);
            assertThat(tokens(storage).endSession(new SessionId(SESSION + "1"))).isEqualTo(2);

            Tally again = ground.run(storage);

            assertThat(again.skips(RowKind.TOKENS)).containsEntry(Fate.ORPHANED.verdict(), 3);
            assertThat(snapshot(storage)).noneMatch(line -> line.contains(SESSION + "1"));
        }
    }

    @Test
    void damagedRowsAreNamedAndTheOthersCarriedOver() {
        ground.put("user:broken-1", "{\"id\":\"broken-1\",SECRET");
        ground.put("user:broken-2", "{\"id\":\"another\",\"created_at\":now-5}");
        ground.put("user:broken-3", "{\"id\":\"broken-3\",\"created_at\":\"SECRET\"}");
        ground.put("client:broken-\u001b[31m", "[\"SECRET\"]");
        ground.put("upstream:" + SESSION + "9:corp", "{\"provider_id\":\"okta\",\"access_token\":\"SECRET\"}");
        ground.put("upstream:short:corp", "{\"provider_id\":\"corp\",\"access_token\":\"SECRET\"}");
        redis.send("RPUSH", Ground.PREFIX + "user:broken-4", "SECRET");
        try (Storage storage = ground.h2()) {
            Tally tally = ground.run(storage);

            assertThat(tally.damages())
                    .extracting(damage -> damage.key() + ": " + damage.expected())
                    .containsExactlyInAnyOrder(
                            "user:broken-1: expected a JSON object",
                            "user:broken-2: the key names another user than the row",
                            "user:broken-3: created_at: expected whole seconds",
                            "user:broken-4: expected a text, not a list",
                            "client:broken-?[31m: expected a JSON object",
                            "upstream:QJ5N3XK7…:corp: the key names another provider than the row",
                            "upstream:short:corp: session id: expected 128 random bits or more; use 22 characters of"
                                    + " base64url or 32 of hex, made by a secure random generator");
            assertThat(tally.isClean()).isFalse();
            assertThat(snapshot(storage)).isEqualTo(undisturbed());
        }
    }

    @Test
    void moreRowsThanAPageAreEachReadOnce() {
        for (int i = 0; i < 1300; i++) {
            ground.put("user:u" + i, "{\"id\":\"u" + i + "\",\"created_at\":now-60,\"updated_at\":now-60}");
        }
        try (Storage storage = ground.memory()) {
            assertThat(line(ground.run(storage), RowKind.USER))
                    .isEqualTo("1303 read, 1303 imported, 0 there, 0 skipped, 0 damaged");
        }
    }

    @Test
    void anEmptyStoreIsFine() {
        redis.send("FLUSHALL");
        try (Storage storage = ground.memory()) {
            Tally tally = ground.run(storage);
            assertThat(tally.isClean()).isTrue();
            assertThat(tally.read(RowKind.USER)).isZero();
        }
    }

    @Test
    void aRehearsalCountsTheSameAndWritesNothing() {
        try (Storage storage = ground.h2()) {
            Tally rehearsed = ground.run(new Rehearsal(storage));

            assertThat(storage.stats().records().values()).allMatch(count -> count == 0);
            Tally real = ground.run(storage);
            for (RowKind kind : RowKind.values()) {
                assertThat(line(rehearsed, kind)).isEqualTo(line(real, kind));
                assertThat(rehearsed.skips(kind)).isEqualTo(real.skips(kind));
            }
        }
    }

    private List<String> undisturbed() {
        try (Storage storage = new Ground(redis).memory()) {
            ground.run(storage);
            return snapshot(storage);
        }
    }

    private boolean isKilled(Storage storage) {
        try {
            ground.run(storage, new Tally(), "oidc=corp");
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private boolean fails(Storage storage) {
        try {
            ground.run(storage, new Tally(), "oidc=corp");
            return false;
        } catch (StorageException e) {
            return true;
        }
    }

    private Realm target(Storage storage) {
        return ground.target(storage).realm();
    }

    private List<String> snapshot(Storage storage) {
        return Snapshot.of(target(storage), ground.seal());
    }

    private LinkedUsers users(Storage storage) {
        Fences fences = new Fences(target(storage), Duration.ofMinutes(10));
        return new LinkedUsers(target(storage), fences, new FencedRevocations(target(storage), fences));
    }

    private SealedUpstreamTokens tokens(Storage storage) {
        return new SealedUpstreamTokens(
                target(storage), ground.seal(), new Fences(target(storage), Duration.ofMinutes(10)));
    }

    private Duration keptFor(Storage storage, String session, String provider) {
        return between(target(storage)
                .records()
                .upstreamTokens()
                .find(key(session, provider))
                .orElseThrow()
                .retainUntil());
    }

    private Duration between(Instant end) {
        return Duration.between(ground.now, Snapshot.minute(end));
    }

    private static UpstreamTokenKey key(String session, String provider) {
        return new UpstreamTokenKey(new SessionId(session), new ProviderName(provider));
    }

    private static String line(Tally tally, RowKind kind) {
        return tally.read(kind) + " read, " + tally.count(kind, Fate.IMPORTED) + " imported, "
                + tally.count(kind, Fate.PRESENT) + " there, " + tally.skipped(kind) + " skipped, "
                + tally.damaged(kind) + " damaged";
    }

    /** That the program is killed at one of its writes. */
    private static final class Kill implements Watch {

        private final int at;
        private final boolean takesEffect;
        private int writes;

        Kill(int at, boolean takesEffect) {
            this.at = at;
            this.takesEffect = takesEffect;
        }

        @Override
        public <T> T read(String operation, String kind, Supplier<T> call) {
            return call.get();
        }

        @Override
        public <T> T write(String operation, String kind, Supplier<T> call) {
            if (++writes != at) {
                return call.get();
            }
            if (takesEffect) {
                Objects.requireNonNull(call.get());
            }
            throw new Killed();
        }
    }

    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }
}
