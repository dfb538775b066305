package dev.granary.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands by injection. The injector is not made before a command runs, so that {@code --version} is quick. */
final class InjectedCommands implements IFactory {

    private final Module module;

    InjectedCommands(Module module) {
        this.module = module;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type.isAnnotationPresent(CommandLine.Command.class)
                ? command(type)
                : CommandLine.defaultFactory().create(type);
    }

    private <K> K command(Class<K> type) {
        try {
            return injector().getInstance(type);
        } catch (ProvisionException e) {
            throw new NotMadeError(e);
        }
    }

    private Injector injector() {
        return Guice.createInjector(Stage.DEVELOPMENT, module);
    }

    /** What a command is made of cannot be had. An error, for the parser prints the stack of an exception and ends. */
    static final class NotMadeError extends Error {

        private static final long serialVersionUID = 1L;

        NotMadeError(ProvisionException cause) {
            super(cause);
        }
    }
}
