/** Database servers that a test or a measurement brings along: processes that end with this JVM. */
@NullMarked
package dev.granary.servers;

import org.jspecify.annotations.NullMarked;
