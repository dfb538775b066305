package dev.granary.fence;

import dev.granary.client.ClientId;
import dev.granary.record.RecordKey;
import dev.granary.record.Sha256;
import dev.granary.record.Text;
import dev.granary.session.SessionId;
import dev.granary.user.IdentityKey;
import dev.granary.user.Subject;
import java.util.HexFormat;
import java.util.List;

/**
 * What a fence is for.
 *
 * @param scope subject, client, session or identity
 * @param value which one, 1 to 2,048 characters
 */
public record FenceKey(FenceScope scope, String value) implements RecordKey {

    /** @throws IllegalArgumentException if the value is empty, too long or not storable */
    public FenceKey {
        Text.require("fence value", value, 2048);
    }

    /** The fence of this subject. */
    public static FenceKey of(Subject subject) {
        return new FenceKey(FenceScope.SUBJECT, subject.value());
    }

    /** The fence of this client. */
    public static FenceKey of(ClientId client) {
        return new FenceKey(FenceScope.CLIENT, client.value());
    }

    /** The fence of this session. */
    public static FenceKey of(SessionId session) {
        return new FenceKey(FenceScope.SESSION, session.value());
    }

    /** The fence of this identity, named by the hash of its parts. */
    public static FenceKey of(IdentityKey identity) {
        String hash = HexFormat.of().formatHex(Sha256.ofTexts(identity.parts(), List.of()));
        return new FenceKey(FenceScope.IDENTITY, hash);
    }

    @Override
    public List<String> parts() {
        return List.of(scope.name(), value);
    }

    /** Without the id of a session. */
    @Override
    public String toString() {
        return "FenceKey[" + scope + ", " + (scope == FenceScope.SESSION ? "…" : value) + "]";
    }
}
