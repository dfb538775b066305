package dev.granary.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.client.ClientId;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrantLimitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aPolicyTakesTimesFromNothingToAMinute() {
        assertThat(new GrantPolicy(MINUTE, MINUTE, Duration.ZERO).forbearance()).isEqualTo(MINUTE.multipliedBy(2));
        assertThat(new GrantPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO).forbearance())
                .isZero();
    }

    @Test
    void aPolicyNamesTheTimeThatIsOutOfRange() {
        for (Duration wrong : List.of(Duration.ofNanos(-1), MINUTE.plusNanos(1))) {
            assertThatThrownBy(() -> new GrantPolicy(wrong, Duration.ZERO, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("retry window: expected 0 to 60 s");
            assertThatThrownBy(() -> new GrantPolicy(Duration.ZERO, wrong, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("skew: expected 0 to 60 s");
        }
        assertThatThrownBy(() -> new GrantPolicy(MINUTE, MINUTE, Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("code kept: expected 0 or more");
    }

    @Test
    void aGrantNamesAtMostTenParents() {
        assertThat(granted().from(parents(10)).parents()).hasSize(10);
        assertThatThrownBy(() -> granted().from(parents(11)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parents: expected at most 10, got 11");
    }

    private static Granted granted() {
        return Granted.of(new ClientId("client"), new Subject("subject"), Scopes.of("read"), Instant.EPOCH);
    }

    private static List<GrantId> parents(int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> new GrantId("AAECAwQFBgcICQoLDA0OD" + "AQgw".charAt(n % 4)))
                .toList();
    }
}
