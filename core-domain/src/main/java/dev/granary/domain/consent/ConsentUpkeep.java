package dev.granary.domain.consent;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.consent.Consent;
import dev.granary.consent.ConsentKey;
import dev.granary.domain.housekeeping.HousekeepingJob;
import dev.granary.domain.realm.Realm;
import dev.granary.domain.realm.Writes;
import dev.granary.record.Cursor;
import dev.granary.record.Page;
import dev.granary.record.RecordStore;
import dev.granary.record.Selection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Removes what users allowed clients that are gone. Who removes a client removes its consents, too; the record of one that
 * registered itself and was used no more just ends, and nobody would ever ask for them again. It looks at one page each
 * time, for consents may be many and are in no hurry to go.
 */
public final class ConsentUpkeep implements HousekeepingJob {

    private final RecordStore<ConsentKey, Consent> consents;
    private final RecordStore<ClientId, Client> clients;
    private final Predicate<ClientId> unrecorded;
    private volatile Cursor place = Cursor.START;

    /**
     * Works on the records of this realm.
     *
     * @param unrecorded which clients there may be without a record
     */
    public ConsentUpkeep(Realm realm, Predicate<ClientId> unrecorded) {
        this.consents = realm.records().consents();
        this.clients = realm.records().clients();
        this.unrecorded = unrecorded;
    }

    @Override
    public String name() {
        return "consents";
    }

    @Override
    public Progress step(int batch) {
        Page<Consent> page = consents.page(Selection.all(), place, batch);
        Set<ClientId> there = there(page.records());
        int removed = 0;
        for (Consent consent : page.records()) {
            ClientId client = consent.key().client();
            if (!there.contains(client) && !unrecorded.test(client)) {
                removed += new Writes().remove(consents, consent, stored -> true) ? 1 : 0;
            }
        }
        place = page.next().orElse(Cursor.START);
        return new Progress(removed, removed > 0 && page.next().isPresent());
    }

    private Set<ClientId> there(List<Consent> page) {
        Set<ClientId> asked =
                page.stream().map(consent -> consent.key().client()).collect(Collectors.toSet());
        return clients.findAll(asked).stream().map(Client::id).collect(Collectors.toSet());
    }
}
