/** What a bulk revocation leaves for those who come late. */
@NullMarked
package dev.granary.fence;

import org.jspecify.annotations.NullMarked;
