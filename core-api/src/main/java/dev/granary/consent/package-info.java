/** What users allowed clients. */
@NullMarked
package dev.granary.consent;

import org.jspecify.annotations.NullMarked;
