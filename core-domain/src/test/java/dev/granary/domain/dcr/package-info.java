/** Tests of our own registrations at upstreams. */
@NullMarked
package dev.granary.domain.dcr;

import org.jspecify.annotations.NullMarked;
