/**
 * A tiny OpenID provider for development: anybody is whom they say they are. It keeps nothing beyond the process, serves
 * loopback alone, and is there only while no other upstream is configured.
 */
@NullMarked
package dev.granary.cli.development;

import org.jspecify.annotations.NullMarked;
