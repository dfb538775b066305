/** The use cases over the ports. Nothing here knows a backend, a web server or a clock of its own. */
@NullMarked
package dev.granary.domain;

import org.jspecify.annotations.NullMarked;
