/** Who may register clients. */
@NullMarked
package dev.granary.domain.registration;

import org.jspecify.annotations.NullMarked;
