package dev.granary.cli.plugin;

import java.util.List;

/**
 * What a plugin sees of the program: the JDK, Granary, its annotations and the log. Everything else a plugin brings
 * itself, in the version it wants, whatever the program uses.
 */
final class ApiView extends ClassLoader {

    private static final List<String> SHARED = List.of("dev.granary.", "org.jspecify.", "org.slf4j.");

    private final ClassLoader program;

    ApiView(ClassLoader program) {
        super(ClassLoader.getPlatformClassLoader());
        this.program = program;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.stream().noneMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        return program.loadClass(name);
    }
}
