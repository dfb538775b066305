/** What a grant is for: scopes (RFC 6749 section 3.3) and resources (RFC 8707). */
@NullMarked
package dev.granary.scope;

import org.jspecify.annotations.NullMarked;
