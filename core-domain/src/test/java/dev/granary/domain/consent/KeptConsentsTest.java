package dev.granary.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.fixture.World;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeptConsentsTest {

    private static final SortedSet<Resource> NONE = Collections.emptySortedSet();
    private static final SortedSet<Resource> API = new TreeSet<>(List.of(new Resource("https://api.example.com/")));

    private final World world = new World();
    private final KeptConsents consents = new KeptConsents(world.realm(), world.fences());

    private static ConsentKey key(String client, String subject) {
        return new ConsentKey(new ClientId(client), new Subject(subject));
    }

    private ConsentOutcome allow(ConsentKey who, String scopes, SortedSet<Resource> resources) {
        return consents.allow(
                who, Scopes.parse(scopes), resources, world.realm().now());
    }

    @Test
    void whatWasAllowedIsCoveredForThatClientAndUserAlone() {
        assertThat(allow(key("app", "alice"), "openid files", API)).isEqualTo(ConsentOutcome.RECORDED);

        assertThat(consents.cover(key("app", "alice"), Scopes.of("files"), API)).isTrue();
        assertThat(consents.cover(key("app", "alice"), Scopes.of("files"), NONE))
                .isTrue();
        assertThat(consents.cover(key("app", "alice"), Scopes.of("admin"), NONE))
                .isFalse();
        assertThat(consents.cover(key("app", "bob"), Scopes.of("files"), NONE)).isFalse();
        assertThat(consents.cover(key("other", "alice"), Scopes.of("files"), NONE))
                .isFalse();
        assertThat(world.types()).containsExactly(AuditType.CONSENT_GIVEN);
    }

    @Test
    void whatIsAllowedLaterIsAdded() {
        allow(key("app", "alice"), "openid", NONE);
        allow(key("app", "alice"), "files", API);

        assertThat(consents.cover(key("app", "alice"), Scopes.of("openid", "files"), API))
                .isTrue();
    }

    @Test
    void nothingIsNotedThatWasAllowedBefore() {
        allow(key("app", "alice"), "openid files", API);
        Consent first = world.records().consents().find(key("app", "alice")).orElseThrow();
        allow(key("app", "alice"), "openid", NONE);

        assertThat(world.records().consents().find(key("app", "alice"))).contains(first);
    }

    @Test
    void revokingAClientOrAUserForgetsTheirsAndNobodyElses() {
        for (String client : List.of("app", "other")) {
            for (String subject : List.of("alice", "bob")) {
                allow(key(client, subject), "openid", NONE);
            }
        }

        world.revocations().revokeClient(new ClientId("app"));
        world.revocations().revokeSubject(new Subject("bob"));

        assertThat(world.records().consents().find(key("other", "alice"))).isPresent();
        for (ConsentKey gone : List.of(key("app", "alice"), key("app", "bob"), key("other", "bob"))) {
            assertThat(world.records().consents().find(gone)).isEmpty();
        }
    }

    @Test
    void aConsentFromBeforeARevocationIsNotRecorded() {
        var begunAt = world.realm().now();
        world.clock().advance(Duration.ofSeconds(10));
        world.revocations().revokeClient(new ClientId("app"));

        assertThat(consents.allow(key("app", "alice"), Scopes.of("openid"), NONE, begunAt))
                .isEqualTo(ConsentOutcome.FENCED);

        assertThat(world.records().consents().find(key("app", "alice"))).isEmpty();
    }
}
