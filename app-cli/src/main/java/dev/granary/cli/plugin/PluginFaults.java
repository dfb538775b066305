package dev.granary.cli.plugin;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Optional;

/** Says of what a plugin threw what its user can do. */
final class PluginFaults {

    private PluginFaults() {}

    static PluginException of(Path file, Throwable thrown) {
        return new PluginException(file, fault(thrown), thrown);
    }

    private static String fault(Throwable thrown) {
        if (thrown instanceof InvocationTargetException wrapped && wrapped.getCause() != null) {
            return fault(wrapped.getCause());
        }
        if (thrown instanceof ExceptionInInitializerError wrapped && wrapped.getCause() != null) {
            return fault(wrapped.getCause());
        }
        String message = Optional.ofNullable(thrown.getMessage()).orElse("no message");
        if (thrown instanceof UnsupportedClassVersionError) {
            return "it was built for a newer Java; " + message;
        }
        if (thrown instanceof NoClassDefFoundError) {
            return "it needs the class " + message.replace('/', '.')
                    + "; put the jar that has it into the same folder, or name it as a plugin too";
        }
        if (thrown instanceof LinkageError) {
            return "it was built for another version of what it uses; " + message;
        }
        return "a fault of the plugin: " + thrown.getClass().getSimpleName() + ": " + message;
    }
}
