package dev.granary.cli;

import dev.granary.cli.console.Screen;
import dev.granary.cli.demo.DemoCommand;
import dev.granary.cli.keys.KeysCommand;
import dev.granary.cli.plugin.PluginFolder;
import dev.granary.cli.serve.ServeCommand;
import dev.granary.cli.tck.TckCommand;
import dev.granary.cli.token.RegistrationTokenCommand;
import dev.granary.cli.toolhive.ImportCommand;
import dev.granary.cli.upstream.UpstreamRegistrationCommand;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The program's root: it does nothing but name its commands. */
@Command(
        name = "granary",
        description = "Keeps OAuth 2.0 grants.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done, and everything was as it should be",
            "1:done, and something was not as it should be",
            "2:not understood: a command, an option or a setting",
            "3:could not run: no storage, no free port, a broken plugin, or a fault of the program"
        },
        subcommands = {
            ServeCommand.class,
            KeysCommand.class,
            RegistrationTokenCommand.class,
            UpstreamRegistrationCommand.class,
            ImportCommand.class,
            DemoCommand.class,
            TckCommand.class
        })
public final class GranaryCommand {

    @Mixin
    private final PluginFolder plugins = new PluginFolder();

    GranaryCommand() {}

    /** Runs the program and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        Screen screen = Screen.standard();
        int status = run(screen, arguments);
        screen.out().flush();
        System.exit(status);
    }

    /** Runs the program on this screen and returns its exit status. */
    static int run(Screen screen, String... arguments) {
        Complaints complaints = new Complaints(screen.err());
        try {
            return commandLine(screen, complaints).execute(arguments);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError | InjectedCommands.NotMadeError e) {
            return complaints.fault(e);
        }
    }

    private static CommandLine commandLine(Screen screen, Complaints complaints) {
        GranaryCommand root = new GranaryCommand();
        CommandLine line = new CommandLine(root, new InjectedCommands(new GranaryModule(screen, root.plugins)));
        String version = "granary " + version();
        line.getCommandSpec().version(version);
        line.getSubcommands().values().forEach(each -> each.getCommandSpec().version(version));
        return line.setOut(screen.out())
                .setErr(screen.err())
                .setParameterExceptionHandler((e, given) -> complaints.usage(e))
                .setExecutionExceptionHandler((e, command, parsed) -> complaints.fault(e));
    }

    /** The version that the jar's manifest says. Classes that are not in a jar have none. */
    private static String version() {
        return Optional.ofNullable(GranaryCommand.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }
}
