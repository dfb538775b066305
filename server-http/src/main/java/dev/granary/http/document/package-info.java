/** Clients that are known by a document at a URL of theirs (OAuth Client ID Metadata Document). */
@NullMarked
package dev.granary.http.document;

import org.jspecify.annotations.NullMarked;
