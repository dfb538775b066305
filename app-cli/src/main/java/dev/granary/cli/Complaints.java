package dev.granary.cli;

import com.google.inject.ProvisionException;
import dev.granary.cli.plugin.PluginException;
import dev.granary.cli.serve.NotStartedException;
import dev.granary.cli.settings.BadSettingsException;
import dev.granary.domain.seal.KeyRingException;
import dev.granary.http.AuthServerSettingsException;
import dev.granary.record.StorageException;
import dev.granary.spi.StorageSettingsException;
import java.io.PrintWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.InitializationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and with which exit status the program ends. Stack traces go to the debug log. */
final class Complaints {

    private static final int COULD_NOT_RUN = 3;

    private final PrintWriter err;

    Complaints(PrintWriter err) {
        this.err = err;
    }

    /** The command line was not understood. */
    int usage(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        say(unknownCommand(e, command)
                .or(() -> missingCommand(e, command))
                .orElseGet(() -> message(e) + "; see " + command.qualifiedName() + " --help"));
        return ExitCode.USAGE;
    }

    /** A command could not do its work. */
    int fault(Throwable thrown) {
        Throwable e = cause(thrown);
        if (e instanceof BadSettingsException settings) {
            return settings(settings);
        }
        if (e instanceof StorageSettingsException || e instanceof AuthServerSettingsException) {
            say(message(e));
            return ExitCode.USAGE;
        }
        boolean expected = e instanceof StorageException
                || e instanceof PluginException
                || e instanceof KeyRingException
                || e instanceof NotStartedException;
        say(expected ? message(e) : "a fault of the program: " + e.getClass().getSimpleName() + ": " + message(e));
        log().debug("could not run", thrown);
        return COULD_NOT_RUN;
    }

    /** Every fault on a line of its own, for there may be many. */
    private int settings(BadSettingsException e) {
        int count = e.faults().size();
        say("the configuration has " + (count == 1 ? "a fault" : count + " faults"));
        e.faults().forEach(fault -> err.println("  " + fault));
        err.flush();
        return ExitCode.USAGE;
    }

    private static Optional<String> unknownCommand(ParameterException e, CommandSpec command) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !command.subcommands().isEmpty()) {
            return Optional.of("unknown command '" + unmatched.getUnmatched().get(0) + "'; " + commands(command));
        }
        return Optional.empty();
    }

    private static Optional<String> missingCommand(ParameterException e, CommandSpec command) {
        boolean none = e.getClass().equals(ParameterException.class)
                && !command.subcommands().isEmpty()
                && !e.getCommandLine().getParseResult().hasSubcommand();
        return none ? Optional.of("a command is missing; " + commands(command)) : Optional.empty();
    }

    private static String commands(CommandSpec command) {
        return "there are " + String.join(", ", command.subcommands().keySet()) + "; see " + command.qualifiedName()
                + " --help";
    }

    /** What the injector and the parser wrapped. */
    private static Throwable cause(Throwable thrown) {
        Throwable inner = thrown.getCause();
        boolean wrapped = thrown instanceof ProvisionException
                || thrown instanceof InitializationException
                || thrown instanceof InjectedCommands.NotMadeError;
        return wrapped && inner != null ? cause(inner) : thrown;
    }

    private static String message(Throwable e) {
        return Optional.ofNullable(e.getMessage()).orElse("no message").replaceAll("\\R\\s*", " ");
    }

    private void say(String complaint) {
        err.println("granary: " + complaint);
        err.flush();
    }

    /** Asked for late: logging takes longer to start than the rest of the program. */
    private static Logger log() {
        return LoggerFactory.getLogger(Complaints.class);
    }
}
