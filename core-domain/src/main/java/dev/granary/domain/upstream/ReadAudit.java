package dev.granary.domain.upstream;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import java.util.Optional;

/** Tells who was given upstream tokens, and who was not. */
record ReadAudit(Realm realm) {

    void given(Holder holder, int count) {
        realm.tell(
                AuditType.UPSTREAM_READ,
                Optional.of(holder.client()),
                count,
                "user " + holder.user().value());
    }

    void withheld(Holder holder, int count) {
        realm.tell(
                AuditType.BINDING_FAILED,
                Optional.of(holder.client()),
                count,
                "upstream tokens are bound to another user or client than user "
                        + holder.user().value());
    }
}
