package dev.granary.domain.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.authorization.StateHash;
import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.Race;
import dev.granary.domain.fixture.World;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.SealBrokenException;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.Namespace;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.Stamp;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptLoginsTest {

    private static final String BROWSER = "b".repeat(43);
    private static final String STRANGER = "x".repeat(43);

    private final World world = new World();
    private final KeptLogins logins = new KeptLogins(world.realm(), world.seal(), LoginLimits.DEFAULT);

    @Test
    void aLoginIsTakenOnceWithTheVerifierOfItsChallenge() {
        BegunLeg begun = logins.begin(login());

        TakeOutcome.Taken taken = taken(logins.take(begun.state(), BROWSER));

        assertThat(CodeChallenge.of(taken.verifier())).isEqualTo(begun.challenge());
        assertThat(taken.login().leg().nonce()).isEqualTo(begun.nonce());
        assertThat(taken.login().request()).isEqualTo(login().request());
        assertThat(taken.login().session()).isEqualTo(login().session());
        assertThat(isGone(logins.take(begun.state(), BROWSER))).isTrue();
        assertThat(isGone(logins.take("unknown", BROWSER))).isTrue();
    }

    @Test
    void aLoginThatWaitsForConsentIsTakenAsSuchOnceAndByItsBrowser() {
        PendingAuthorization back =
                taken(logins.take(logins.begin(login()).state(), BROWSER)).login();
        ResolvedUser user = new ResolvedUser(new UserId("alice"), Optional.of("Alice"), Optional.empty());

        String ticket = logins.awaitConsent(back, user, BROWSER);

        assertThat(logins.awaitingConsent(ticket, BROWSER))
                .get()
                .satisfies(login -> assertThat(login.user()).contains(user))
                .satisfies(login -> assertThat(login.begunAt()).isEqualTo(back.begunAt()));
        assertThat(logins.awaitingConsent(ticket, STRANGER)).isEmpty();
        assertThat(logins.takeConsented(ticket, STRANGER)).isInstanceOf(TakeOutcome.WrongBrowser.class);
        assertThat(isGone(logins.take(ticket, BROWSER))).isTrue();
        assertThat(taken(logins.takeConsented(ticket, BROWSER)).login().session())
                .isEqualTo(back.session());
        assertThat(isGone(logins.takeConsented(ticket, BROWSER))).isTrue();
        assertThat(logins.awaitingConsent(ticket, BROWSER)).isEmpty();
    }

    @Test
    void aLoginThatIsAtAnUpstreamDoesNotPassForOneThatWaits() {
        String state = logins.begin(login()).state();

        assertThat(logins.awaitingConsent(state, BROWSER)).isEmpty();
        assertThat(isGone(logins.takeConsented(state, BROWSER))).isTrue();
        taken(logins.take(state, BROWSER));
    }

    @Test
    void whatIsKeptTellsNeitherStateNorVerifierNorBrowser() {
        BegunLeg begun = logins.begin(login());
        String kept = new String(PendingAuthorization.KIND.encode(stored(begun)), StandardCharsets.UTF_8);

        CodeVerifier verifier = taken(logins.take(begun.state(), BROWSER)).verifier();

        assertThat(kept).doesNotContain(begun.state(), BROWSER, verifier.value());
        assertThat(logins.begin(login()).state()).isNotEqualTo(begun.state()).hasSize(43);
    }

    @Test
    void anotherBrowserSpendsNothingAndIsTold() {
        BegunLeg begun = logins.begin(login());

        assertThat(isWrong(logins.take(begun.state(), STRANGER))).isTrue();
        assertThat(isWrong(logins.take(begun.state(), ""))).isTrue();

        taken(logins.take(begun.state(), BROWSER));
        assertThat(world.types()).containsExactly(AuditType.BINDING_FAILED, AuditType.BINDING_FAILED);
        assertThat(world.told()).doesNotContain(begun.state(), STRANGER, BROWSER);
    }

    @Test
    void anAnswerThatComesTooLateComesToNothing() {
        BegunLeg early = logins.begin(login());
        BegunLeg late = logins.begin(login());
        world.clock().advance(Duration.ofMinutes(10).minusNanos(1000));
        taken(logins.take(early.state(), BROWSER));

        world.clock().advance(Duration.ofNanos(1000));
        assertThat(isGone(logins.take(late.state(), BROWSER))).isTrue();
        assertThat(stored(late).retainUntil())
                .isEqualTo(stored(late).expiresAt().plusSeconds(5));
    }

    @Test
    void ofManyAtOnceExactlyOneGetsIt() throws Exception {
        for (int round = 0; round < 100; round++) {
            BegunLeg begun = logins.begin(login());
            List<Boolean> gone = Race.run(() -> isGone(logins.take(begun.state(), BROWSER)));
            assertThat(gone).filteredOn(missed -> !missed).hasSize(1);
        }
    }

    @Test
    void aLostReplyIsRepeatedAndTheLoginIsStillTheCallers() {
        BegunLeg begun = logins.begin(login());
        world.storage().loseReplies(2);

        taken(logins.take(begun.state(), BROWSER));
        assertThat(isGone(logins.take(begun.state(), BROWSER))).isTrue();
    }

    @Test
    void whoCannotTellWhetherItWasTheTakerSaysSo() {
        BegunLeg begun = logins.begin(login());
        world.storage().loseReplies(1);
        world.storage().beforeNextReplace(() -> world.storage().beforeNextReplace(() -> sealAnew(begun)));

        assertThatThrownBy(() -> logins.take(begun.state(), BROWSER)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aRecordThatWasSealedAnewMeanwhileIsTaken() {
        BegunLeg begun = logins.begin(login());
        world.storage().beforeNextReplace(() -> sealAnew(begun));

        taken(logins.take(begun.state(), BROWSER));
    }

    @Test
    void aSealThatDoesNotOpenSpendsNothing() {
        BegunLeg begun = logins.begin(login());
        World other = new World();
        PendingAuthorization moved = stored(begun);
        KeptLogins elsewhere = new KeptLogins(
                new Realm(
                        other.storage().in(new Namespace("other")),
                        other.clock(),
                        other.realm().random(),
                        Duration.ofSeconds(5),
                        event -> {}),
                world.seal(),
                LoginLimits.DEFAULT);
        var records = other.storage().in(new Namespace("other")).pendingAuthorizations();
        assertThat(records.insert(moved).match(() -> true, stored -> false)).isTrue();

        assertThatThrownBy(() -> elsewhere.take(begun.state(), BROWSER)).isInstanceOf(SealBrokenException.class);
        assertThat(records.find(moved.key())).contains(moved);
    }

    @Test
    void atTheCapTheNewcomerIsRefusedAndOthersGoOn() {
        KeptLogins two = new KeptLogins(world.realm(), world.seal(), new LoginLimits(Duration.ofMinutes(10), 2));
        BegunLeg first = two.begin(login());
        two.begin(login());

        assertThatThrownBy(() -> two.begin(login()))
                .isInstanceOf(CapacityExceededException.class)
                .hasMessageContaining("raise the cap");
        taken(two.take(first.state(), BROWSER));

        world.clock().advance(Duration.ofMinutes(10).plusSeconds(5));
        two.begin(login());
        two.begin(login());
        assertThatThrownBy(() -> two.begin(login())).isInstanceOf(CapacityExceededException.class);
    }

    @Test
    void aBrowserSecretThatBindsNothingIsRefused() {
        assertThatThrownBy(() -> login("")).isInstanceOf(IllegalArgumentException.class);
    }

    private void sealAnew(BegunLeg begun) {
        PendingAuthorization old = stored(begun);
        PendingAuthorization next = new PendingAuthorization(
                old.state(),
                old.request(),
                old.leg(),
                old.session(),
                old.user(),
                old.begunAt(),
                old.expiresAt(),
                old.browser(),
                old.taken(),
                old.retainUntil(),
                new Stamp(world.realm().attempt(), 9, old.stamp().unknown()));
        world.records().pendingAuthorizations().replace(next, old.revision());
    }

    private PendingAuthorization stored(BegunLeg begun) {
        return world.records()
                .pendingAuthorizations()
                .find(StateHash.of(begun.state()))
                .orElseThrow();
    }

    private Login login() {
        return login(BROWSER);
    }

    private Login login(String browser) {
        AuthorizationRequest request = new AuthorizationRequest(
                new ClientId("app"),
                "https://app.example/cb",
                Optional.of("the client's own"),
                CodeChallenge.of(new CodeVerifier("v".repeat(43))),
                Scopes.of("openid"),
                Collections.emptySortedSet(),
                Optional.empty());
        ProviderName provider = new ProviderName("main");
        return new Login(
                request,
                provider,
                Optional.of("https://idp.example"),
                "granary at idp",
                true,
                List.of(provider),
                new SessionId("0123456789abcdefghijklmnopqrst"),
                Optional.empty(),
                world.realm().now(),
                browser);
    }

    private static TakeOutcome.Taken taken(TakeOutcome outcome) {
        return outcome.match(
                TakeOutcome.Taken::new,
                () -> {
                    throw new AssertionError("wrong browser");
                },
                () -> {
                    throw new AssertionError("gone");
                });
    }

    private static boolean isGone(TakeOutcome outcome) {
        return outcome.match((login, verifier) -> false, () -> false, () -> true);
    }

    private static boolean isWrong(TakeOutcome outcome) {
        return outcome.match((login, verifier) -> false, () -> true, () -> false);
    }
}
