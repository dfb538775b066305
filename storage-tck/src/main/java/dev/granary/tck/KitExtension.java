package dev.granary.tck;

import java.security.SecureRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Gives each rule its kit, closes it, and adds to every failure what it takes to see it again. */
final class KitExtension implements ParameterResolver, TestExecutionExceptionHandler {

    static final String ROUNDS = "granary.tck.rounds";
    static final String SEED = "granary.tck.seed";

    private static final int DEFAULT_ROUNDS = 300;
    private static final Namespace KITS = Namespace.create(KitExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Kit.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        long seed = context.getConfigurationParameter(SEED, Long::valueOf).orElseGet(new SecureRandom()::nextLong);
        int rounds = context.getConfigurationParameter(ROUNDS, Integer::valueOf).orElse(DEFAULT_ROUNDS);
        context.getStore(KITS).put(SEED, seed);
        Kit kit = new Kit((StorageContract) context.getRequiredTestInstance(), seed, rounds);
        // The store closes what it holds when the test is over.
        context.getStore(KITS).put(Kit.class, kit);
        return kit;
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
