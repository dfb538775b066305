package dev.granary.domain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.fixture.World;
import dev.granary.domain.replay.Assertions;
import dev.granary.domain.replay.ConsumeOutcome;
import dev.granary.domain.replay.ConsumedAssertions;
import dev.granary.domain.token.Refusal;
import dev.granary.record.CapacityExceededException;
import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import dev.granary.replay.AssertionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchTest {

    private final World world = new World();
    private final List<String> told = new ArrayList<>();
    private final Watch watch = new Watch(operation -> {
        told.add(operation.label() + " begins");
        return ending -> told.add(operation.label() + " " + ending.label());
    });

    @Test
    void theListenerIsToldOfTheBeginningAndTheEnd() {
        Assertions assertions = watch.over(new ConsumedAssertions(world.realm()));
        AssertionKey key = new AssertionKey("bearer", "issuer", "id");
        Instant end = world.realm().now().plus(Duration.ofMinutes(1));

        assertThat(assertions.consume(key, end)).isEqualTo(ConsumeOutcome.CONSUMED);
        assertThat(assertions.consume(key, end)).isEqualTo(ConsumeOutcome.REPLAYED);

        assertThat(told)
                .containsExactly(
                        "consume_assertion begins",
                        "consume_assertion done",
                        "consume_assertion begins",
                        "consume_assertion replayed");
    }

    @Test
    void whatIsThrownIsToldAndPassedOn() {
        StorageFault fault = StorageFault.of("test", "find", "grants", "a test");
        Map<RuntimeException, String> failures = Map.of(
                new StorageUnavailableException(fault), "unavailable",
                new OutcomeUnknownException(fault), "outcome_unknown",
                new CapacityExceededException(fault), "at_capacity",
                new IllegalStateException("a bug"), "failed");
        failures.forEach((failure, ending) -> {
            told.clear();
            assertThatThrownBy(() -> watch.watch(Operation.FIND_TOKEN, () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(told).containsExactly("find_token begins", "find_token " + ending);
        });
    }

    @Test
    void anErrorIsToldToo() {
        assertThatThrownBy(() -> watch.watch(Operation.FIND_TOKEN, () -> {
                    throw new AssertionError("a test");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(told).containsExactly("find_token begins", "find_token failed");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalHasAnEndingOfItsName(Refusal why) {
        assertThat(Ending.of(why).name()).isEqualTo(why.name());
    }
}
