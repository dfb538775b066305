package dev.granary.tck;

import dev.granary.spi.Storages;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final StorageContract contract;
    private final Predicate<String> ids;
    private final Map<String, String> parameters;
    private final Consumer<RuleResult> listener;
    private final BiConsumer<String, Long> repeated;
    private final Duration thorough;

    private TckRun(
            StorageContract contract,
            Predicate<String> ids,
            Map<String, String> parameters,
            Consumer<RuleResult> listener,
            BiConsumer<String, Long> repeated,
            Duration thorough) {
        this.contract = contract;
        this.ids = ids;
        this.parameters = Map.copyOf(parameters);
        this.listener = listener;
        this.repeated = repeated;
        this.thorough = thorough;
    }

    /** Runs every rule over the storages that {@code contract} opens. */
    public static TckRun over(StorageContract contract) {
        return new TckRun(contract, id -> true, Map.of(), result -> {}, (rule, seed) -> {}, Duration.ZERO);
    }

    /** Runs every rule over the storages that an installed provider opens by this URL. */
    public static TckRun over(Storages installed, String url, Map<String, String> options) {
        return over(UrlContract.of(installed, url, options));
    }

    /** Runs only the rules whose ids this accepts. */
    public TckRun only(Predicate<String> accepted) {
        return new TckRun(contract, accepted, parameters, listener, repeated, thorough);
    }

    /** Runs races of this many rounds. */
    public TckRun rounds(int perRace) {
        return with(KitExtension.ROUNDS, Integer.toString(perRace));
    }

    /** Throws the dice of every rule as another run did, whose failure said its seed. */
    public TckRun seed(long dice) {
        return with(KitExtension.SEED, Long.toString(dice));
    }

    /** Tells this of each rule as it ends. */
    public TckRun telling(Consumer<RuleResult> heard) {
        return new TckRun(contract, ids, parameters, heard, repeated, thorough);
    }

    /**
     * When all rules were run, repeats those that depend on chance until this time is over, each for its share of it
     * and with other dice each time.
     *
     * @param told hears the rule's id and the seed of each repetition
     */
    public TckRun thorough(Duration time, BiConsumer<String, Long> told) {
        return new TckRun(contract, ids, parameters, listener, told, time);
    }

    /** How many rules it runs. */
    public int size() {
        return (int) rules().count();
    }

    private TckRun with(String parameter, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(parameter, value);
        return new TckRun(contract, ids, more, listener, repeated, thorough);
    }

    /** Runs the rules, one after the other, and returns their results by id. */
    public List<RuleResult> run() {
        Results results = new Results(listener);
        Repetitions repetitions = new Repetitions(repeated);
        execute(results, repetitions);
        Set<String> again = repetitions.rules();
        if (!thorough.isZero() && !again.isEmpty()) {
            Duration share = thorough.dividedBy(again.size());
            only(again::contains).with(KitExtension.THOROUGH, share.toString()).execute(results, repetitions);
        }
        return results.sorted();
    }

    private void execute(Results results, Repetitions repetitions) {
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
        try (LauncherSession session = LauncherFactory.openSession(alone)) {
            Namespace ours = Namespace.create(TckRun.class);
            session.getStore().put(ours, StorageContract.class, contract);
            session.getStore().put(ours, Repetitions.class, repetitions);
            session.getLauncher().execute(request(), results);
        }
    }

    private LauncherDiscoveryRequest request() {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .selectors(rules().map(rule -> DiscoverySelectors.selectMethod(HandedContract.class, rule))
                        .toList());
        // A backend may be broken so that a use case never ends.
        String timeout = TIMEOUT.plus(thorough).toSeconds() + " s";
        request.configurationParameter("junit.jupiter.execution.timeout.testable.method.default", timeout);
        request.configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD");
        parameters.forEach(request::configurationParameter);
        return request.build();
    }

    private Stream<Method> rules() {
        return Catalogue.tests()
                .filter(test -> ids.test(test.getAnnotation(Rule.class).id()));
    }

    private static final class Results implements TestExecutionListener {

        private final Map<String, RuleResult> results = new TreeMap<>();
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
            boolean isNew = !results.containsKey(result.id());
            results.merge(result.id(), result, RuleResult::and);
            if (isNew) {
                listener.accept(result);
            }
        }

        // Nothing may be lost in silence: what fails outside a rule fails the run.
        private void fail(String failure) {
            add(new RuleResult("RUN", "the rules can be run", Optional.of(failure)));
        }

        private List<RuleResult> sorted() {
            return List.copyOf(results.values());
        }
    }
}
