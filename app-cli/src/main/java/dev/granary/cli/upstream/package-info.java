/** What an operator does with a server's registrations at upstreams. */
@NullMarked
package dev.granary.cli.upstream;

import org.jspecify.annotations.NullMarked;
