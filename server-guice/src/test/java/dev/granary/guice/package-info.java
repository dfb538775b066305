@NullMarked
package dev.granary.guice;

import org.jspecify.annotations.NullMarked;
