/** The token endpoint and its grant types. */
@NullMarked
package dev.granary.http.token;

import org.jspecify.annotations.NullMarked;
