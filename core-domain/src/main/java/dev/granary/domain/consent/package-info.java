/** What users allowed clients. */
@NullMarked
package dev.granary.domain.consent;

import org.jspecify.annotations.NullMarked;
