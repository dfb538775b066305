package dev.granary.storage.jdbc;

import java.io.IOException;
import java.sql.SQLException;

/** A disk that can be filled up, below a database of its own. */
interface FullDisk extends AutoCloseable {

    /** The URL of the database, still empty. */
    String url();

    /** Leaves no room for more than a few further rows of {@code granary_assertions}. */
    void fill() throws IOException, SQLException;

    /** Makes room again. */
    void makeRoom() throws IOException, SQLException;

    @Override
    void close();
}
