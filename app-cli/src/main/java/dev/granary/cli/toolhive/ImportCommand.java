package dev.granary.cli.toolhive;

import jakarta.inject.Inject;
import picocli.CommandLine.Command;

/** Names what can be imported from. */
@Command(name = "import", description = "Carries over what another server kept.", subcommands = ToolHiveCommand.class)
public final class ImportCommand {

    @Inject
    ImportCommand() {}
}
