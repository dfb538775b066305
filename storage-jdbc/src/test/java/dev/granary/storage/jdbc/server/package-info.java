/** Real database servers for the tests, unpacked from jars and started by the tests themselves. */
@NullMarked
package dev.granary.storage.jdbc.server;

import org.jspecify.annotations.NullMarked;
