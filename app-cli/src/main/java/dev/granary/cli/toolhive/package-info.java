/** The import of what a ToolHive authorization server kept in Redis. */
@NullMarked
package dev.granary.cli.toolhive;

import org.jspecify.annotations.NullMarked;
