/** Bulk revocation: everything of a subject, a session or a client, and the fence that late comers meet. */
@NullMarked
package dev.granary.domain.revocation;

import org.jspecify.annotations.NullMarked;
