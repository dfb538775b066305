/** Registrations of our own at upstream providers (RFC 7591). */
@NullMarked
package dev.granary.dcr;

import org.jspecify.annotations.NullMarked;
