/** Tests. */
@NullMarked
package dev.granary.http.login;

import org.jspecify.annotations.NullMarked;
