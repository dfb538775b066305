package dev.granary.cli.token;

import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.Surroundings;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.ServerOptions;
import dev.granary.cli.settings.Settings;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.registration.StoredInitialAccessTokens;
import dev.granary.record.Namespace;
import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import dev.granary.spi.Storage;
import dev.granary.spi.StorageSettings;
import dev.granary.spi.Storages;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Issues, lists and revokes the tokens that let clients register (RFC 7591 section 3), in the storage of a server. */
@Command(
        name = "registration-token",
        description = "Issues, lists and revokes the initial access tokens that let clients register.")
public final class RegistrationTokenCommand {

    private final Screen screen;
    private final Configuration configuration;
    private final Storages storages;
    private final Surroundings surroundings;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Inject
    RegistrationTokenCommand(Screen screen, Configuration configuration, Storages storages, Surroundings surroundings) {
        this.screen = screen;
        this.configuration = configuration;
        this.storages = storages;
        this.surroundings = surroundings;
    }

    @Command(name = "issue", description = "Issues a token and prints it: it is not shown again.")
    int issue(
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "7",
                            description = "How many days it is good for. Default: 7")
                    int days,
            @Option(names = "--uses", paramLabel = "N", description = "For how many clients. Default: any number")
                    @Nullable
                    Long uses) {
        return with(tokens -> {
            screen.out().println(tokens.issue(Duration.ofDays(days), Optional.ofNullable(uses)));
            return ExitCode.OK;
        });
    }

    @Command(name = "list", description = "Lists the hash of each token that is good, its expiry and the uses left.")
    int list() {
        return with(tokens -> {
            tokens.list().forEach(token -> screen.out().println(line(token)));
            return ExitCode.OK;
        });
    }

    @Command(name = "revoke", description = "Ends a token at once. Exit status 1 if there is none.")
    int revoke( // With the equals sign, for a hash may begin with a dash.
            @Option(
                            names = "--hash",
                            required = true,
                            paramLabel = "HASH",
                            description = "Its hash, as list prints it; written with the equals sign.")
                    String hash) {
        return with(tokens -> tokens.revoke(new InitialAccessTokenHash(hash)) ? ExitCode.OK : ExitCode.SOFTWARE);
    }

    private static String line(InitialAccessToken token) {
        String end = token.expiresAt().map(Object::toString).orElse("never");
        String left = token.usesLeft().map(Object::toString).orElse("any number");
        return token.hash().value() + "  until " + end + "  uses left: " + left;
    }

    private int with(ToIntFunction<InitialAccessTokens> work) {
        Settings settings = server.read(configuration);
        try (Storage opened =
                storages.open(StorageSettings.of(settings.storage().value(), surroundings.clock()))) {
            return work.applyAsInt(new StoredInitialAccessTokens(new Realm(
                    opened.in(Namespace.DEFAULT),
                    surroundings.clock(),
                    surroundings.random(),
                    settings.terms().policy().skew(),
                    surroundings.audit())));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }
}
