package dev.granary.tck;

import dev.granary.record.Namespace;
import dev.granary.spi.Storage;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactory;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;

/** The test class of a {@link TckRun}: it opens what the contract handed to the run opens. */
@ExtendWith(HandedContract.Factory.class)
final class HandedContract implements StorageContract {

    private final StorageContract handed;

    private HandedContract(StorageContract handed) {
        this.handed = handed;
    }

    @Override
    public Storage open(InstantSource clock) {
        return handed.open(clock);
    }

    @Override
    public Optional<Storage> openAnother(InstantSource clock) {
        return handed.openAnother(clock);
    }

    @Override
    public Storage reopen(InstantSource clock) {
        return handed.reopen(clock);
    }

    @Override
    public Optional<Storage> openCapped(InstantSource clock, Map<String, Integer> caps) {
        return handed.openCapped(clock, caps);
    }

    @Override
    public Snapshot snapshot(Storage storage, Namespace namespace) {
        return handed.snapshot(storage, namespace);
    }

    /** Takes the contract from the session that runs it, so that runs beside each other do not meet. */
    static final class Factory implements TestInstanceFactory {

        @Override
        public Object createTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
            StorageContract handed = context.getStore(
                            ExtensionContext.StoreScope.LAUNCHER_SESSION,
                            ExtensionContext.Namespace.create(TckRun.class))
                    .get(StorageContract.class, StorageContract.class);
            return new HandedContract(Objects.requireNonNull(handed, "only a TckRun runs this class"));
        }
    }
}
