package dev.granary.tck;

import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives each rule its kit, closes it, repeats what depends on chance as long as it is told, and adds to every failure
 * what it takes to see it again.
 */
final class KitExtension implements ParameterResolver, InvocationInterceptor, TestExecutionExceptionHandler {

    static final String ROUNDS = "granary.tck.rounds";
    static final String SEED = "granary.tck.seed";
    static final String THOROUGH = "granary.tck.thorough";

    private static final int DEFAULT_ROUNDS = 300;
    private static final Namespace KITS = Namespace.create(KitExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kit.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store kits = context.getStore(KITS);
        long seed = repetitionSeed(context).orElseGet(new SecureRandom()::nextLong);
        int rounds = context.getConfigurationParameter(ROUNDS, Integer::valueOf).orElse(DEFAULT_ROUNDS);
        kits.put(SEED, seed);
        Kit kit = new Kit((StorageContract) context.getRequiredTestInstance(), seed, rounds);
        // The store closes what it holds when the test is over.
        kits.put(Kit.class, kit);
        return kit;
    }

    /** The first time the seed that was asked for, then those after it. */
    private static Optional<Long> repetitionSeed(ExtensionContext context) {
        Optional<Long> before = seed(context);
        return context.getConfigurationParameter(SEED, Long::valueOf)
                .map(first -> before.map(last -> last + 1).orElse(first));
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> rule, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        rule.proceed();
        if (kit(context).filter(Kit::dependsOnChance).isPresent()) {
            repeat(call.getExecutable(), context);
        }
    }

    private static void repeat(Method test, ExtensionContext context) {
        Rule rule = test.getAnnotation(Rule.class);
        Repetitions repetitions = Repetitions.of(context);
        repetitions.found(rule);
        long time = context.getConfigurationParameter(THOROUGH, Duration::parse)
                .orElse(Duration.ZERO)
                .toNanos();
        for (long begun = System.nanoTime(); System.nanoTime() - begun < time; ) {
            kit(context).ifPresent(Kit::close);
            context.getExecutableInvoker().invoke(test, context.getRequiredTestInstance());
            repetitions.tell(rule, seed(context).orElseThrow());
        }
    }

    private static Optional<Kit> kit(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(KITS).get(Kit.class, Kit.class));
    }

    private static Optional<Long> seed(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(KITS).get(SEED, Long.class));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Kit kit = context.getStore(KITS).get(Kit.class, Kit.class);
        if (kit != null && kit.isExempt()) {
            throw failure;
        }
        Rule rule = context.getRequiredTestMethod().getAnnotation(Rule.class);
        String head = rule == null ? "" : rule.id() + ", " + rule.says() + ": ";
        String advice = rule == null ? "" : "\n" + CataloguedRule.of(rule).advice();
        throw new AssertionError(
                head + failure + advice + "\n[repeat with " + SEED + "="
                        + context.getStore(KITS).get(SEED) + "]",
                failure);
    }
}
