package dev.granary.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.Times;
import dev.granary.session.SessionId;
import dev.granary.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpstreamTokenTest {

    private static final Instant SOON = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = Instant.parse("2026-01-09T03:04:05Z");
    private static final Duration KEPT = Duration.ofDays(30);

    @Test
    void isKeptThirtyDaysAfterItsAccessTokenExpires() {
        assertThat(retention(Optional.of(SOON), Optional.of(LATER))).isEqualTo(SOON.plus(KEPT));
    }

    @Test
    void isKeptThirtyDaysAfterTheSessionIfTheAccessTokenNeverExpires() {
        assertThat(retention(Optional.empty(), Optional.of(LATER))).isEqualTo(LATER.plus(KEPT));
    }

    @Test
    void isKeptForeverIfNothingExpires() {
        assertThat(retention(Optional.empty(), Optional.empty())).isEqualTo(Times.FOREVER);
    }

    @Test
    void isNotKeptLongerThanForever() {
        assertThat(retention(Optional.of(Times.FOREVER), Optional.empty())).isEqualTo(Times.FOREVER);
    }

    @Test
    void isKeptNoLongerThanItsLoginWhileThatIsOnItsWay() {
        assertThat(retention(Optional.of(LATER), Optional.empty(), Optional.of(SOON)))
                .isEqualTo(SOON);
    }

    private static Instant retention(Optional<Instant> expiresAt, Optional<Instant> sessionExpiresAt) {
        return retention(expiresAt, sessionExpiresAt, Optional.empty());
    }

    private static Instant retention(
            Optional<Instant> expiresAt, Optional<Instant> sessionExpiresAt, Optional<Instant> provisionalUntil) {
        return new UpstreamToken(
                        new UpstreamTokenKey(
                                new SessionId("0123456789abcdefghijklmnopqrstuv"), new ProviderName("corp")),
                        new TokenSet(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                expiresAt,
                                sessionExpiresAt,
                                List.of()),
                        new UpstreamBinding(new UserId("u"), "s", new ClientId("c"), "d"),
                        Optional.empty(),
                        SOON,
                        provisionalUntil,
                        Stamp.first(new Revision("AAAAAAAAAAAAAAAAAAAAAA")))
                .retainUntil();
    }
}
