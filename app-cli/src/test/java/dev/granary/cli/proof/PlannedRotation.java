package dev.granary.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.granary.domain.key.KeyTerms;
import dev.granary.domain.key.RotatingKeys;
import dev.granary.domain.key.RotationStep;
import dev.granary.domain.token.Lifetimes;
import dev.granary.grant.GrantPolicy;
import dev.granary.key.KeyUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing keys that rotate as planned, while one node knows of it later than the other. */
abstract class PlannedRotation {

    private static final Duration PERIOD = KeyTerms.DEFAULT.signingPeriod();
    private static final Duration LEAD = KeyTerms.DEFAULT.lead();
    private static final Duration TOKEN = Lifetimes.DEFAULT.accessToken();
    private static final Duration SKEW = GrantPolicy.DEFAULT.skew();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Twins twins;
    private final Flock first;
    private final Flock second;
    private final RotatingKeys firsts;
    private final RotatingKeys seconds;

    PlannedRotation(Backend backend) throws Exception {
        twins = new Twins(backend);
        first = new Flock(twins.first().address());
        second = new Flock(twins.second().address());
        firsts = signing(twins.first());
        seconds = signing(twins.second());
    }

    @AfterEach
    void end() {
        List.of(first, second).forEach(Flock::close);
        twins.close();
    }

    @Test
    void noTokenIsEverRefusedForItsKey() throws Exception {
        twins.advance(PERIOD);
        String former = kid(token(first));
        requireBothPublish(former);

        assertThat(firsts.rotate()).contains(RotationStep.PUBLISHED);
        String next = published(first).get(1);
        seconds.refresh();
        requireBothPublish(former, next);
        requireSigned(former, first, second);

        twins.advance(LEAD.minus(SECOND));
        assertThat(firsts.rotate()).isEmpty();
        requireSigned(former, first, second);

        twins.advance(SECOND);
        assertThat(seconds.rotate()).contains(RotationStep.PROMOTED);
        requireBothPublish(former, next);
        requireSigned(former, first);
        requireSigned(next, second);
        assertThat(seconds.rotate()).contains(RotationStep.RETIRED);

        // A node that reads its keys late goes on with the former one, at the latest until the lead is over once more.
        twins.advance(LEAD.minus(SECOND));
        String last = token(first);
        assertThat(kid(last)).isEqualTo(former);
        firsts.refresh();
        requireBothPublish(former, next);
        requireSigned(next, first, second);

        twins.advance(TOKEN.minus(SECOND));
        requireActive(last);
        requireBothPublish(former, next);
        twins.advance(SECOND);
        assertThat(first.isActive(last)).isFalse();
        requireBothPublish(former, next);

        twins.advance(SECOND.plus(SKEW));
        requireBothPublish(next);
        requireSigned(next, first, second);
    }

    private static RotatingKeys signing(HostNode node) {
        return node.server().rotatingKeys().stream()
                .filter(keys -> keys.use() == KeyUse.SIGNATURE)
                .findFirst()
                .orElseThrow();
    }

    private static String token(Flock node) throws Exception {
        return node.one("/oauth/token", Map.of("grant_type", "client_credentials"))
                .text("access_token");
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static List<String> published(Flock node) throws Exception {
        return JWKSet.parse(node.keys()).getKeys().stream().map(JWK::getKeyID).toList();
    }

    private void requireBothPublish(String... keys) throws Exception {
        assertThat(published(first)).containsExactlyInAnyOrder(keys);
        assertThat(published(second)).containsExactlyInAnyOrder(keys);
    }

    /** What these nodes issue is signed with this key, and taken by both. */
    private void requireSigned(String key, Flock... nodes) throws Exception {
        for (Flock node : Stream.of(nodes).toList()) {
            String token = token(node);
            assertThat(kid(token)).isEqualTo(key);
            requireActive(token);
        }
    }

    private void requireActive(String token) throws Exception {
        assertThat(first.isActive(token)).isTrue();
        assertThat(second.isActive(token)).isTrue();
    }
}
