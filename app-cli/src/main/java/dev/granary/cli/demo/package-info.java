/** The life of a grant, told step by step. */
@NullMarked
package dev.granary.cli.demo;

import org.jspecify.annotations.NullMarked;
