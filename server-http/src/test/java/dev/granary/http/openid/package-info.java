/** Tests. */
@NullMarked
package dev.granary.http.openid;

import org.jspecify.annotations.NullMarked;
