package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.replay.ConsumeOutcome;
import dev.granary.replay.AssertionKey;
import dev.granary.tck.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Assertions that may be used once: ONCE, EXPIRE, RETAIN, KEY, TENANT and FAULT. */
public interface AssertionRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "ONCE-28",
            says = "of concurrent uses of one assertion exactly one counts",
            from = "RFC 7523 section 3, RFC 9449 section 11.1",
            why = "A signed assertion that counts twice is a password that anyone on the way can use.",
            look = "the insert: a check for the id before it, or a conflict told as written")
    default void ONCE_28_oneUseCounts(Kit kit) throws Exception {
        for (int round = 0; round < kit.races().rounds(); round++) {
            AssertionKey assertion = assertion(kit);
            Instant end = kit.clock().in(Duration.ofMinutes(1));
            List<Callable<ConsumeOutcome>> callers = new ArrayList<>();
            for (int n = 0; n < kit.races().racers(); n++) {
                Node node = kit.node(n);
                callers.add(() -> node.assertions().consume(assertion, end));
            }
            List<ConsumeOutcome> outcomes = kit.races().run(callers);
            assertThat(outcomes).containsOnlyOnce(ConsumeOutcome.CONSUMED);
            assertThat(outcomes).containsOnly(ConsumeOutcome.CONSUMED, ConsumeOutcome.REPLAYED);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "EXPIRE-29", says = "an assertion is used one microsecond before its end and refused as over at it")
    default void EXPIRE_29_anAssertionEndsExactly(Kit kit) {
        Instant end = kit.clock().in(Duration.ofMinutes(1));
        AssertionKey late = assertion(kit);
        kit.clock().set(end.minus(1, ChronoUnit.MICROS));
        assertThat(kit.node(0).assertions().consume(assertion(kit), end)).isEqualTo(ConsumeOutcome.CONSUMED);
        kit.clock().set(end);
        assertThat(kit.node(0).assertions().consume(late, end)).isEqualTo(ConsumeOutcome.OVER);
        assertThat(kit.node(1).assertions().consume(late, end.plusSeconds(60))).isEqualTo(ConsumeOutcome.CONSUMED);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "RETAIN-26",
            says = "a used assertion is remembered until its end and the skew after it, purged or not",
            why = "A node whose clock is behind still takes the assertion for valid.",
            look = "retain-until of the id: the end of the assertion without the skew is too early")
    default void RETAIN_26_aUsedAssertionIsRemembered(Kit kit) {
        Instant end = kit.clock().in(Duration.ofMinutes(1));
        AssertionKey assertion = assertion(kit);
        assertThat(kit.node(0).assertions().consume(assertion, end)).isEqualTo(ConsumeOutcome.CONSUMED);
        Instant last = end.plus(kit.node(0).realm().skew()).minus(1, ChronoUnit.MICROS);
        for (Instant time : List.of(kit.clock().instant(), end.minusSeconds(1), end, last)) {
            kit.clock().set(time);
            Lives.purge(kit);
            // A node whose clock is behind still takes it for valid.
            assertThat(kit.node(1).assertions().consume(assertion, end.plusSeconds(60)))
                    .isEqualTo(ConsumeOutcome.REPLAYED);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-22", says = "assertions that differ in purpose, issuer or id do not use each other up")
    default void KEY_22_assertionsAreApart(Kit kit) {
        Instant end = kit.clock().in(Duration.ofMinutes(1));
        List<AssertionKey> apart = List.of(
                new AssertionKey("a", "bc", "d"),
                new AssertionKey("ab", "c", "d"),
                new AssertionKey("a", "b", "cd"),
                new AssertionKey("A", "bc", "d"),
                new AssertionKey("a", "bc ", "d"),
                new AssertionKey("a", "b", "c:d"),
                new AssertionKey("a", "b:c", "d"),
                new AssertionKey("a", "bc", "j".repeat(2000) + "1"),
                new AssertionKey("a", "bc", "j".repeat(2000) + "2"));
        for (AssertionKey assertion : apart) {
            assertThat(kit.node(0).assertions().consume(assertion, end)).isEqualTo(ConsumeOutcome.CONSUMED);
        }
        for (AssertionKey assertion : apart) {
            assertThat(kit.node(1).assertions().consume(assertion, end)).isEqualTo(ConsumeOutcome.REPLAYED);
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "TENANT-27", says = "an assertion used in one namespace is unused in another")
    default void TENANT_27_assertionsStayInside(Kit kit) {
        Instant end = kit.clock().in(Duration.ofMinutes(1));
        AssertionKey assertion = assertion(kit);
        assertThat(kit.node(0).assertions().consume(assertion, end)).isEqualTo(ConsumeOutcome.CONSUMED);
        assertThat(kit.nodeIn(kit.freshNamespace()).assertions().consume(assertion, end))
                .isEqualTo(ConsumeOutcome.CONSUMED);
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "FAULT-51",
            says = "on a failing storage an assertion is never used twice, and one fault loses no use",
            why = "An assertion that counts twice is a replay; one that never counts locks its owner out.",
            look = "an insert that, sent again, conflicts with itself")
    default void FAULT_51_consume(Kit kit) {
        Trials.eachAndLasting(kit, shaky -> {
            Instant end = kit.clock().in(Duration.ofMinutes(1));
            AssertionKey assertion = assertion(kit);
            Optional<ConsumeOutcome> first =
                    Trials.attempt(() -> shaky.assertions().consume(assertion, end));
            ConsumeOutcome second = kit.node(1).assertions().consume(assertion, end);
            assertThat(first).isNotEqualTo(Optional.of(ConsumeOutcome.REPLAYED));
            assertThat(first.isPresent() && second == ConsumeOutcome.CONSUMED)
                    .as("used twice")
                    .isFalse();
        });
        Trials.each(kit, shaky -> {
            Instant end = kit.clock().in(Duration.ofMinutes(1));
            AssertionKey assertion = assertion(kit);
            assertThat(Trials.driven(
                            () -> shaky.assertions().consume(assertion, end),
                            () -> kit.node(1).assertions().consume(assertion, end)))
                    .isEqualTo(ConsumeOutcome.CONSUMED);
        });
    }

    private static AssertionKey assertion(Kit kit) {
        return new AssertionKey("jwt-bearer", kit.dice().id(), kit.dice().id());
    }
}
