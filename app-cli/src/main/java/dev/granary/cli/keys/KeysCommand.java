package dev.granary.cli.keys;

import picocli.CommandLine.Command;

/** What an operator does with the keys of a server. */
@Command(
        name = "keys",
        description = "Shows the keys of a server, and rotates them.",
        subcommands = {ListCommand.class, RotateCommand.class, CompromisedCommand.class, ResealCommand.class},
        subcommandsRepeatable = false,
        synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {

    /** Made by the parser. */
    public KeysCommand() {}
}
