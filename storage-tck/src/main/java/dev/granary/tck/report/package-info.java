/** What a run of the kit found, for people and for machines. */
@NullMarked
package dev.granary.tck.report;

import org.jspecify.annotations.NullMarked;
