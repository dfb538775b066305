/** Other issuers whose tokens are trusted, how far, and how their tokens are verified. */
@NullMarked
package dev.granary.http.trust;

import org.jspecify.annotations.NullMarked;
