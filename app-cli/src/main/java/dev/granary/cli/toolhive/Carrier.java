package dev.granary.cli.toolhive;

/** Carries rows of one kind over. */
interface Carrier {

    /**
     * Carries a row over. Again is no harm.
     *
     * @throws DamagedRowException if it is not as ToolHive writes it
     * @throws IllegalArgumentException if it holds a value that cannot be; the message names the field, not the value
     * @throws dev.granary.record.StorageException if the storage fails
     */
    Fate.Verdict carry(Row row);
}
