package dev.granary.cli.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Where secrets come from: a file or a variable of the environment, never the configuration itself. */
final class SecretSources {

    private final Function<String, Optional<String>> environment;

    SecretSources(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** The secret that {@code <name>-file} or {@code <name>-env} leads to, if one of them is there. */
    Optional<String> find(Section section, String name) {
        Setting<Optional<String>> file = new Setting<>(name + "-file", this::fromFile, "/run/secrets/" + name);
        Setting<Optional<String>> variable = new Setting<>(
                name + "-env",
                this::fromEnvironment,
                "GRANARY_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        Optional<Optional<String>> read = section.find(file);
        Optional<Optional<String>> named = section.find(variable);
        if (section.has(file.name()) && section.has(variable.name())) {
            section.fault(variable.name(), "stands beside " + file.name(), "remove one of the two");
        }
        return read.or(() -> named).flatMap(Function.identity());
    }

    private Optional<String> fromFile(Object value) {
        Path path = Values.path(value);
        try {
            return notEmpty(Files.readString(path, StandardCharsets.UTF_8), "the file");
        } catch (IOException e) {
            throw new IllegalArgumentException("expected a file that this user can read, as UTF-8", e);
        }
    }

    private Optional<String> fromEnvironment(Object value) {
        String text = environment
                .apply(Values.text(value))
                .orElseThrow(() -> new IllegalArgumentException("expected a variable that is set"));
        return notEmpty(text, "the variable");
    }

    private static Optional<String> notEmpty(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected a secret, but " + what + " is empty");
        }
        return Optional.of(text.strip());
    }
}
