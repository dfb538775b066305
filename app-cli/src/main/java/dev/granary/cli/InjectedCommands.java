package dev.granary.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
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
                ? injector().getInstance(type)
                : CommandLine.defaultFactory().create(type);
    }

    private Injector injector() {
        return Guice.createInjector(Stage.DEVELOPMENT, module);
    }
}
