package dev.granary.spi;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;

/** The ports of one namespace, one for each kind. Cheap to make, nothing to close. */
public final class Records {

    private final Storage storage;
    private final Namespace namespace;

    Records(Storage storage, Namespace namespace) {
        this.storage = storage;
        this.namespace = namespace;
    }

    /** The namespace. */
    public Namespace namespace() {
        return namespace;
    }

    /** The storage. */
    public Storage storage() {
        return storage;
    }

    /** Grants, with their codes and tokens. */
    public RecordStore<GrantId, Grant> grants() {
        return storage.store(namespace, Grant.KIND);
    }
}
