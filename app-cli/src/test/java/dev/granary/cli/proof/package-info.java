/** The program as its users meet it: a process of its own, clients and upstreams that nobody here wrote. */
@NullMarked
package dev.granary.cli.proof;

import org.jspecify.annotations.NullMarked;
