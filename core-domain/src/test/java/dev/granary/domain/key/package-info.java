@NullMarked
package dev.granary.domain.key;

import org.jspecify.annotations.NullMarked;
