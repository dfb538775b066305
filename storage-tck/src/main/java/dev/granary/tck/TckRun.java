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
import java.util.function.Consumer;
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
    private final Map<String, String> parameters;
    private final Consumer<RuleResult> listener;

    private TckRun(
            StorageContract contract,
            Predicate<String> ids,
            Map<String, String> parameters,
            Consumer<RuleResult> listener) {
        this.contract = contract;
        this.ids = ids;
        this.parameters = Map.copyOf(parameters);
        this.listener = listener;
    }

    /** Runs every rule over the storages that {@code contract} opens. */
    public static TckRun over(StorageContract contract) {
        return new TckRun(contract, id -> true, Map.of(), result -> {});
    }

    /** Runs every rule over the storages that an installed provider opens by this URL. */
    public static TckRun over(Storages installed, String url, Map<String, String> options) {
        return over(UrlContract.of(installed, url, options));
    }

    /** Runs only the rules whose ids this accepts. */
    public TckRun only(Predicate<String> accepted) {
        return new TckRun(contract, accepted, parameters, listener);
    }

    /** Runs races of this many rounds. */
    public TckRun rounds(int perRace) {
        return with(KitExtension.ROUNDS, perRace);
    }

    /** Throws the dice of every rule as another run did, whose failure said its seed. */
    public TckRun seed(long dice) {
        return with(KitExtension.SEED, dice);
    }

    /** Tells this of each rule as it ends. */
    public TckRun telling(Consumer<RuleResult> heard) {
        return new TckRun(contract, ids, parameters, heard);
    }

    /** How many rules it runs. */
    public int size() {
        return (int) rules().count();
    }

    private TckRun with(String parameter, long value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(parameter, Long.toString(value));
        return new TckRun(contract, ids, more, listener);
    }

    /** Runs the rules, one after the other, and returns their results by id. */
    public List<RuleResult> run() {
        Results results = new Results(listener);
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
        parameters.forEach(request::configurationParameter);
        return request.build();
    }

    private Stream<Method> rules() {
        return Catalogue.tests()
                .filter(test -> ids.test(test.getAnnotation(Rule.class).id()));
    }

    private static final class Results implements TestExecutionListener {

        private final List<RuleResult> results = new ArrayList<>();
        private final Map<String, Long> begun = new HashMap<>();
        private final Consumer<RuleResult> listener;

        private Results(Consumer<RuleResult> listener) {
            this.listener = listener;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            begun.put(test.getUniqueId(), System.nanoTime());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Optional<String> failure = thrown(result, TestExecutionResult.Status.FAILED);
            ruleOf(test)
                    .ifPresentOrElse(
                            rule -> add(new RuleResult(
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

        private void add(RuleResult result) {
            results.add(result);
            listener.accept(result);
        }

        // Nothing may be lost in silence: what fails outside a rule fails the run.
        private void fail(String failure) {
            add(new RuleResult("RUN", "the rules can be run", Optional.of(failure)));
        }

        private List<RuleResult> sorted() {
            return results.stream().sorted(Comparator.comparing(RuleResult::id)).toList();
        }
    }
}
