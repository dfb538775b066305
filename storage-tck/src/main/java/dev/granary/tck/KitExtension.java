package dev.granary.tck;

import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
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
        Long before = context.getStore(KITS).get(SEED, Long.class);
        return context.getConfigurationParameter(SEED, Long::valueOf).map(first -> before == null ? first : before + 1);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> rule, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        rule.proceed();
        Kit kit = context.getStore(KITS).get(Kit.class, Kit.class);
        if (kit != null && kit.dependsOnChance()) {
            Repetitions repetitions = Repetitions.of(context);
            repetitions.found(call.getExecutable().getAnnotation(Rule.class));
            long time = context.getConfigurationParameter(THOROUGH, Duration::parse)
                    .orElse(Duration.ZERO)
                    .toNanos();
            for (long begun = System.nanoTime(); System.nanoTime() - begun < time; ) {
                context.getStore(KITS).get(Kit.class, Kit.class).close();
                context.getExecutableInvoker().invoke(call.getExecutable(), context.getRequiredTestInstance());
                repetitions.tell(
                        call.getExecutable().getAnnotation(Rule.class),
                        context.getStore(KITS).get(SEED, Long.class));
            }
        }
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
