package dev.granary.cli.upstream;

import dev.granary.cli.console.PlainText;
import dev.granary.cli.console.Screen;
import dev.granary.cli.serve.ServerLaunch;
import dev.granary.cli.settings.Configuration;
import dev.granary.cli.settings.ServerOptions;
import dev.granary.dcr.DcrCredential;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.upstream.ProviderName;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists and retires what upstreams gave a server when it registered there (RFC 7591). */
@Command(
        name = "upstream-registration",
        description = "Lists and retires the registrations of a server at its upstreams.")
public final class UpstreamRegistrationCommand {

    private final Screen screen;
    private final Configuration configuration;
    private final ServerLaunch launch;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Inject
    UpstreamRegistrationCommand(Screen screen, Configuration configuration, ServerLaunch launch) {
        this.screen = screen;
        this.configuration = configuration;
        this.launch = launch;
    }

    @Command(
            name = "list",
            description = "Lists each that is in use: its upstream and client id, its days, and what it is for.")
    int list() {
        return with(registrations -> {
            registrations.list().forEach(each -> screen.out().println(line(each)));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "retire",
            description = {
                "Takes those at one upstream out of use; what was got with them cannot be refreshed.",
                "The housekeeping of the running servers deletes them there, and the next login registers anew.",
                "Exit status 1 if there is none."
            })
    int retire(
            @Option(
                            names = "--upstream",
                            required = true,
                            paramLabel = "NAME",
                            description = "The upstream, as list shows it; it need not be configured any more.")
                    String upstream) {
        ProviderName name = name(upstream);
        return with(registrations -> {
            int retired = registrations.retire(name);
            screen.out().println("retired " + retired + " at " + name.value());
            return retired > 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        });
    }

    private static String line(DcrCredential registration) {
        String ends = registration
                .secretExpiresAt()
                .map(end -> ", secret ends " + day(end))
                .orElse("");
        return PlainText.of(registration.registration().upstream().value() + "  " + registration.clientId() + "  made "
                + day(registration.createdAt()) + ends + ", for "
                + registration.registration().redirectUri() + " of "
                + registration.registration().issuer());
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    private ProviderName name(String upstream) {
        try {
            return new ProviderName(upstream);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--upstream: " + e.getMessage(), e);
        }
    }

    private int with(ToIntFunction<DcrCredentials> work) {
        return launch.visit(server.read(configuration), visited -> work.applyAsInt(visited.upstreamRegistrations()));
    }
}
