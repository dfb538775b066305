package dev.granary.grant.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Walks while the tests are listed, so that each one's name says how many schedules it stands for. */
final class InterleavingTest {

    @TestFactory
    Stream<DynamicTest> noScheduleBreaksTheContract() {
        Stream<DynamicTest> strict = Arrays.stream(Scenario.values()).map(scenario -> sound(scenario, Duration.ZERO));
        Stream<DynamicTest> lenient = Arrays.stream(Scenario.values())
                .filter(scenario -> !scenario.isHonest())
                .map(scenario -> sound(scenario, Duration.ofSeconds(10)));
        return Stream.concat(strict, lenient);
    }

    @TestFactory
    Stream<DynamicTest> everyPlantedDesignIsFound() {
        return Stream.of(
                found(
                        "a write that expects nothing",
                        BadDesigns::writingBlindly,
                        Scenario.TWO_REDEEM_ONE_CODE,
                        Violation.TWO_WINNERS),
                found(
                        "a counter as version",
                        BadDesigns::countingVersions,
                        Scenario.ROTATION_AND_REVOCATION_WITH_FAIL_OVER,
                        Violation.REVOCATION_UNDONE),
                found(
                        "a reload instead of a repeat",
                        BadDesigns::reloadingAfterLoss,
                        Scenario.HONEST_CHAIN,
                        Violation.HONEST_ACCUSED),
                found(
                        "the own write known by the last attempt only",
                        BadDesigns::knowingTheLastAttemptOnly,
                        Scenario.HONEST_CHAIN,
                        Violation.HONEST_ACCUSED),
                found(
                        "bulk revocation without a fence",
                        BadDesigns::withoutFence,
                        Scenario.BULK_REVOCATION_AND_LATE_OPENING,
                        Violation.BULK_ESCAPED),
                found(
                        "index repair that removes young entries",
                        BadDesigns::delistingTheYoung,
                        Scenario.BULK_REVOCATION_AND_LATE_OPENING,
                        Violation.BULK_ESCAPED));
    }

    private static DynamicTest sound(Scenario scenario, Duration window) {
        Explorer.Walked walked = scenario.walk(new Protocol(window));
        String name = scenario + ", retry window " + window + ": " + walked;
        return DynamicTest.dynamicTest(name, () -> {
            assertThat(walked.violations()).as(name).isEqualTo(Map.of());
            assertThat(walked.schedules()).as(name).isPositive();
            assertThat(walked.told()).as("some schedule serves a client").contains(Event.Kind.RELEASED);
        });
    }

    private static DynamicTest found(String name, Supplier<Protocol> design, Scenario scenario, Violation expected) {
        return DynamicTest.dynamicTest(name + ": " + expected, () -> {
            Explorer.Walked walked = scenario.seek(expected, design.get());
            assertThat(walked.violations()).as(walked.toString()).containsKey(expected);
            assertThat(walked.violations().get(expected)).as("the schedule").isNotEmpty();
        });
    }
}
