/** The granary program. Everything is wired here, and only here is there a clock, a console and an injector. */
@NullMarked
package dev.granary.cli;

import org.jspecify.annotations.NullMarked;
