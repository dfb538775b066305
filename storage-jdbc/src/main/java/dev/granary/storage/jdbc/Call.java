package dev.granary.storage.jdbc;

import dev.granary.record.OutcomeUnknownException;
import dev.granary.record.StorageException;
import dev.granary.record.StorageFault;
import dev.granary.record.StorageUnavailableException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is being done, for the fault if it fails.
 *
 * @param operation the port's verb
 * @param kind the kind's name
 * @param keyHash the primary key of the one row that is meant; not copied, and nobody changes it
 */
record Call(String operation, String kind, Optional<byte[]> keyHash) {

    static Call of(String operation, String kind) {
        return new Call(operation, kind, Optional.empty());
    }

    static Call of(String operation, String kind, byte[] keyHash) {
        return new Call(operation, kind, Optional.of(keyHash));
    }

    StorageUnavailableException unavailable(Failure failure, SQLException error) {
        return unavailable(failure.remedy(), error);
    }

    StorageUnavailableException unavailable(String remedy, SQLException error) {
        return new StorageUnavailableException(fault(remedy, code(error)));
    }

    StorageUnavailableException unavailable(String remedy) {
        return new StorageUnavailableException(fault(remedy, Optional.empty()));
    }

    OutcomeUnknownException unknown(SQLException error) {
        return new OutcomeUnknownException(fault(Failure.LOST.remedy(), code(error)));
    }

    /** The exception for a statement that failed after it may have been sent. */
    StorageException failed(Failure failure, SQLException error, boolean writes) {
        return failure == Failure.LOST && writes ? unknown(error) : unavailable(failure, error);
    }

    /** State and code, never the message: drivers print bound values. */
    private static Optional<String> code(SQLException error) {
        return Optional.of(error.getSQLState() + "/" + error.getErrorCode());
    }

    private StorageFault fault(String remedy, Optional<String> code) {
        return new StorageFault(JdbcStorage.ID, operation, kind, keyHash.map(HexFormat.of()::formatHex), code, remedy);
    }
}
