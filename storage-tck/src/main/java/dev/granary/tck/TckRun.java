package dev.granary.tck;

import dev.granary.spi.Storages;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the rules without Maven, against a URL or a contract, and says of each how it ended. Immutable. */
public final class TckRun {

    private static final String TIMEOUT = "5 m";

    private final StorageContract contract;
    private final Predicate<String> ids;
    private final OptionalLong rounds;

    private TckRun(StorageContract contract, Predicate<String> ids, OptionalLong rounds) {
        this.contract = contract;
        this.ids = ids;
        this.rounds = rounds;
    }

    /** Runs every rule over the storages that {@code contract} opens. */
    public static TckRun over(StorageContract contract) {
        return new TckRun(contract, id -> true, OptionalLong.empty());
    }

    /** Runs every rule over the storages that an installed provider opens by this URL. */
    public static TckRun over(Storages installed, String url, Map<String, String> options) {
        return over(UrlContract.of(installed, url, options));
    }

    /** Runs only the rules whose ids this accepts. */
    public TckRun only(Predicate<String> accepted) {
        return new TckRun(contract, accepted, rounds);
    }

    /** Runs races of this many rounds. */
    public TckRun rounds(int perRace) {
        return new TckRun(contract, ids, OptionalLong.of(perRace));
    }

    /** Runs the rules, one after the other, and returns their results by id. */
    public List<RuleResult> run() {
        Results results = new Results();
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
        try (LauncherSession session = LauncherFactory.openSession(alone)) {
            session.getStore().put(Namespace.create(TckRun.class), StorageContract.class, contract);
            session.getLauncher().execute(request(), results);
        }
        return results.sorted();
    }

    private LauncherDiscoveryRequest request() {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .selectors(rules().map(rule -> DiscoverySelectors.selectMethod(HandedContract.class, rule))
                        .toList());
        // A backend may be broken so that a use case never ends.
        request.configurationParameter("junit.jupiter.execution.timeout.testable.method.default", TIMEOUT);
        request.configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD");
        rounds.ifPresent(count -> request.configurationParameter(KitExtension.ROUNDS, Long.toString(count)));
        return request.build();
    }

    private Stream<Method> rules() {
        return Catalogue.tests()
                .filter(test -> ids.test(test.getAnnotation(Rule.class).id()));
    }

    private static final class Results implements TestExecutionListener {

        private final List<RuleResult> results = new ArrayList<>();
        private final Map<String, Long> begun = new HashMap<>();

        @Override
        public void executionStarted(TestIdentifier test) {
            begun.put(test.getUniqueId(), System.nanoTime());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Optional<String> failure = thrown(result, TestExecutionResult.Status.FAILED);
            ruleOf(test)
                    .ifPresentOrElse(
                            rule -> results.add(new RuleResult(
                                    rule.id(),
                                    rule.says(),
                                    failure,
                                    thrown(result, TestExecutionResult.Status.ABORTED),
                                    Duration.ofNanos(System.nanoTime()
                                            - begun.getOrDefault(test.getUniqueId(), System.nanoTime())))),
                            () -> failure.ifPresent(this::fail));
        }

        private static Optional<Rule> ruleOf(TestIdentifier test) {
            return test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getJavaMethod())
                    .flatMap(method -> Optional.ofNullable(method.getAnnotation(Rule.class)));
        }

        private static Optional<String> thrown(TestExecutionResult result, TestExecutionResult.Status status) {
            return result.getThrowable()
                    .filter(reason -> result.getStatus() == status)
                    .map(reason -> reason instanceof AssertionError || reason.getMessage() == null
                            ? reason.toString()
                            : reason.getMessage());
        }

        // Nothing may be lost in silence: what fails outside a rule fails the run.
        private void fail(String failure) {
            results.add(new RuleResult("RUN", "the rules can be run", Optional.of(failure)));
        }

        private List<RuleResult> sorted() {
            return results.stream().sorted(Comparator.comparing(RuleResult::id)).toList();
        }
    }
}
