/** Whom users are asked about, and the page that asks. */
@NullMarked
package dev.granary.http.consent;

import org.jspecify.annotations.NullMarked;
