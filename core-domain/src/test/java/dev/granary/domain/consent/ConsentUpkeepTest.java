package dev.granary.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.client.ClientMetadata;
import dev.granary.client.ClientOrigin;
import dev.granary.client.TokenEndpointAuthMethod;
import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.domain.fixture.World;
import dev.granary.domain.housekeeping.HousekeepingJob.Progress;
import dev.granary.record.Stamp;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentUpkeepTest {

    private final World world = new World();
    private final ConsentUpkeep upkeep =
            new ConsentUpkeep(world.realm(), id -> id.value().startsWith("https://"));

    private Consent allowed(String client, String subject) {
        Consent consent = new Consent(
                new ConsentKey(new ClientId(client), new Subject(subject)),
                Scopes.of("openid"),
                Collections.emptySortedSet(),
                world.realm().now(),
                Stamp.first(world.realm().attempt()));
        return world.records().consents().insert(consent).match(() -> consent, stored -> stored);
    }

    private Client registered(String id) {
        Client client = new Client(
                new ClientId(id),
                ClientOrigin.DYNAMIC,
                new ClientMetadata(
                        Optional.empty(),
                        List.of("https://app.example.com/"),
                        List.of("authorization_code"),
                        List.of("code"),
                        Scopes.of("openid"),
                        Collections.emptySortedSet(),
                        Optional.empty(),
                        Optional.empty()),
                TokenEndpointAuthMethod.NONE,
                Optional.empty(),
                world.realm().now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stamp.first(world.realm().attempt()));
        return world.records().clients().insert(client).match(() -> client, stored -> stored);
    }

    private boolean isLeft(Consent consent) {
        return world.records().consents().find(consent.key()).isPresent();
    }

    @Test
    void whatAClientThatIsGoneWasAllowedIsForgotten() {
        registered("app");
        Consent kept = allowed("app", "alice");
        Consent over = allowed("gone", "alice");

        assertThat(upkeep.step(10)).isEqualTo(new Progress(1, false));

        assertThat(isLeft(kept)).isTrue();
        assertThat(isLeft(over)).isFalse();
    }

    @Test
    void aClientThatNeedsNoRecordKeepsWhatItWasAllowed() {
        Consent consent = allowed("https://app.example.com/client", "alice");

        assertThat(upkeep.step(10)).isEqualTo(Progress.NONE);

        assertThat(isLeft(consent)).isTrue();
    }

    @Test
    void pageAfterPageEveryConsentIsLookedAt() {
        registered("app");
        List<Consent> kept = List.of(allowed("app", "alice"), allowed("app", "bob"));
        List<Consent> over = List.of(allowed("gone", "alice"), allowed("gone", "bob"), allowed("gone", "carol"));

        for (int step = 0; step < kept.size() + over.size(); step++) {
            upkeep.step(1);
        }

        assertThat(kept).allMatch(this::isLeft);
        assertThat(over).noneMatch(this::isLeft);
    }
}
