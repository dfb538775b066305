package dev.granary.http.dcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.dcr.UpstreamRegistration;
import dev.granary.http.fixture.World;
import dev.granary.http.outbound.AddressPolicy;
import dev.granary.http.outbound.Outbound;
import dev.granary.http.outbound.OutboundLimits;
import dev.granary.record.StorageUnavailableException;
import dev.granary.upstream.ProviderName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class UpstreamEnrolmentTest {

    private static final List<String> SCOPES = List.of("openid");

    private final World world = new World();
    private final DcrCredentials registrations = world.server.upstreamRegistrations();

    @AfterEach
    void close() {
        world.close();
    }

    private UpstreamEnrolment enrolment(RegistrationTerms terms) {
        return enrolment(terms, new AddressPolicy(true, false));
    }

    private UpstreamEnrolment enrolment(RegistrationTerms terms, AddressPolicy policy) {
        return new UpstreamEnrolment(
                new UpstreamEnrolment.Place(
                        world.server.issuer().toString(),
                        new ProviderName("corp"),
                        URI.create("https://us.example.com/oauth/callback")),
                terms,
                new Outbound(policy, OutboundLimits.DEFAULT),
                registrations,
                world.clock);
    }

    private RegistrationServer server(String... authMethods) {
        URI issuer = world.provider.issuer();
        return new RegistrationServer(
                issuer,
                URI.create(issuer + "/authorize"),
                URI.create(issuer + "/token"),
                Optional.empty(),
                List.of(authMethods),
                List.of());
    }

    private UpstreamRegistration register() {
        return enrolment(RegistrationTerms.DEFAULT).registration(server(), SCOPES);
    }

    private EnrolmentException refusal(RegistrationTerms terms, RegistrationServer server) {
        return catchThrowableOfType(
                EnrolmentException.class, () -> enrolment(terms).registration(server, SCOPES));
    }

    private void secretsLast(Duration life) {
        world.provider.secretsExpireAt = world.clock.instant().plus(life).getEpochSecond();
    }

    @Test
    void weRegisterOnceForAllNodes() {
        UpstreamRegistration first = register();
        assertThat(register()).isEqualTo(first);
        assertThat(world.provider.askedFor("/register")).isEqualTo(1);
    }

    @Test
    void callersAtOnceRegisterOnce() {
        UpstreamEnrolment enrolment = enrolment(RegistrationTerms.DEFAULT);
        List<CompletableFuture<UpstreamRegistration>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> enrolment.registration(server(), SCOPES)));
        }
        assertThat(calls.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(world.provider.askedFor("/register")).isEqualTo(1);
    }

    @Test
    void otherScopesAreAnotherRegistration() {
        enrolment(RegistrationTerms.DEFAULT).registration(server(), SCOPES);
        enrolment(RegistrationTerms.DEFAULT).registration(server(), List.of());
        assertThat(world.provider.askedFor("/register")).isEqualTo(2);
        assertThat(world.provider.registration).doesNotContainKey("scope");
    }

    @Test
    void whatIsConfiguredIsSent() {
        RegistrationTerms terms = new RegistrationTerms(
                Optional.empty(),
                Optional.empty(),
                Optional.of(URI.create("https://elsewhere.example.com/callback")),
                Optional.of("initial-token"),
                Optional.of("granary-software"),
                Optional.of("statement-jwt"));
        enrolment(terms).registration(server(), SCOPES);
        assertThat(world.provider.registrationAuthorization).isEqualTo("Bearer initial-token");
        assertThat(world.provider.registration)
                .containsEntry("redirect_uris", List.of("https://elsewhere.example.com/callback"))
                .containsEntry("software_id", "granary-software")
                .containsEntry("software_statement", "statement-jwt")
                .containsEntry("scope", "openid");
        assertThat(terms.toString()).doesNotContain("initial-token", "statement-jwt");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void anUpstreamWithoutRegistrationIsToldApart(int status) {
        world.provider.registrationStatus = status;
        EnrolmentException refused = refusal(RegistrationTerms.DEFAULT, server());
        assertThat(refused)
                .hasMessageContaining("step register")
                .hasMessageContaining("registration is not supported")
                .hasMessageNotContaining("top-secret");
        assertThat(refused.isUnreachable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"current_registrations.find, cache-read", "dcr_credentials.insert, cache-write"})
    void aStorageThatFailsIsToldOnceWithItsStep(String where, String step) {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.granary");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        world.storage.failAt(where, StorageUnavailableException::new);
        try {
            assertThatThrownBy(this::register).isInstanceOf(StorageUnavailableException.class);
        } finally {
            logger.detachAppender(appender);
        }
        assertThat(List.copyOf(appender.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("upstream corp", "step " + step, "storage failed"));
    }

    @Test
    void aFailureIsNotRememberedAndTheNextCallerTriesAgain() {
        world.provider.registrationStatus = 500;
        assertThat(refusal(RegistrationTerms.DEFAULT, server()).isUnreachable()).isTrue();
        world.provider.registrationStatus = 201;
        assertThat(register().clientId()).startsWith("registered-");
    }

    @Test
    void aWayToAuthenticateThatIsNotKnownIsRefusedBeforeAnythingIsSent() {
        EnrolmentException refused = refusal(RegistrationTerms.DEFAULT, server("private_key_jwt", "none"));
        assertThat(refused.step()).isEqualTo(EnrolmentStep.AUTH_METHOD);
        assertThat(world.provider.askedFor("/register")).isZero();
    }

    @Test
    void anEndpointOnAForeignHostIsGuardedStrictly() {
        RegistrationServer elsewhere = new RegistrationServer(
                URI.create("https://id.example.com"),
                URI.create("https://id.example.com/authorize"),
                URI.create("https://id.example.com/token"),
                Optional.of(URI.create(world.provider.issuer() + "/register")),
                List.of(),
                List.of());
        EnrolmentException refused = refusal(RegistrationTerms.DEFAULT, elsewhere);
        assertThat(refused).hasMessageContaining("no address that may be connected to");
        assertThat(world.provider.askedFor("/register")).isZero();
    }

    @Test
    void aConfiguredEndpointNeedsNoMetadata() {
        RegistrationTerms terms = new RegistrationTerms(
                Optional.empty(),
                Optional.of(URI.create(world.provider.issuer() + "/register")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(enrolment(terms).registration(server(), SCOPES).clientId()).startsWith("registered-");
    }

    @Test
    void aSecretThatIsAboutToExpireIsRenewedUnderTheSameClientId() {
        secretsLast(Duration.ofHours(1));
        UpstreamRegistration first = register();
        world.clock.advance(Duration.ofMinutes(49));
        assertThat(register()).isEqualTo(first);

        world.clock.advance(Duration.ofMinutes(2));
        secretsLast(Duration.ofHours(1));
        UpstreamRegistration renewed = register();

        assertThat(renewed.clientId()).isEqualTo(first.clientId());
        assertThat(renewed.secretExpiresAt()).isNotEqualTo(first.secretExpiresAt());
        assertThat(world.provider.registrationAuthorization).isEqualTo("Bearer management-token");
        assertThat(world.provider.askedFor("/register")).isEqualTo(1);
        assertThat(world.provider.askedFor("/register/" + first.clientId())).isEqualTo(1);
        assertThat(register()).isEqualTo(renewed);
    }

    @Test
    void aRenewalThatTheUpstreamRefusesBecomesANewRegistration() {
        secretsLast(Duration.ofHours(1));
        UpstreamRegistration first = register();
        world.clock.advance(Duration.ofMinutes(55));
        secretsLast(Duration.ofHours(1));
        world.provider.managementStatus = 403;
        assertThat(register().clientId()).isNotEqualTo(first.clientId());
    }

    @Test
    void aRenewalThatFailsLeavesTheOldRegistrationInUseForAWhile() {
        secretsLast(Duration.ofHours(1));
        UpstreamRegistration first = register();
        world.clock.advance(Duration.ofMinutes(55));
        UpstreamEnrolment enrolment = enrolment(RegistrationTerms.DEFAULT);
        world.provider.broken = "/register/" + first.clientId();
        assertThat(enrolment.registration(server(), SCOPES)).isEqualTo(first);
        assertThat(enrolment.registration(server(), SCOPES)).isEqualTo(first);
        assertThat(world.provider.askedFor("/register/" + first.clientId())).isEqualTo(1);
    }

    @Test
    void anExpiredSecretMeansANewRegistration() {
        secretsLast(Duration.ofHours(1));
        UpstreamRegistration first = register();
        world.clock.advance(Duration.ofHours(1));
        secretsLast(Duration.ofHours(1));
        assertThat(register().clientId()).isNotEqualTo(first.clientId());
        assertThat(world.provider.askedFor("/register")).isEqualTo(2);
    }
}
