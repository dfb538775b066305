/** JSON as strangers send it. */
@NullMarked
package dev.granary.http.json;

import org.jspecify.annotations.NullMarked;
