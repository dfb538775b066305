package dev.granary.domain.upstream;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.seal.Seal;
import dev.granary.domain.seal.SealedFields;
import dev.granary.record.RecordKind;
import dev.granary.record.Revision;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.util.Optional;

/** The tokens in upstream token records. */
public final class UpstreamTokenFields implements SealedFields<UpstreamTokenKey, UpstreamToken> {

    private final TokenSeal seal;

    /** Seals as {@link SealedUpstreamTokens} does. */
    public UpstreamTokenFields(Realm realm, Seal seal) {
        this.seal = new TokenSeal(realm, seal);
    }

    @Override
    public RecordKind<UpstreamTokenKey, UpstreamToken> kind() {
        return UpstreamToken.KIND;
    }

    @Override
    public Optional<UpstreamToken> renewed(UpstreamToken record, Revision attempt) {
        TokenSet tokens = seal.renewed(record);
        return tokens.equals(record.tokens())
                ? Optional.empty()
                : Optional.of(new UpstreamToken(
                        record.key(),
                        tokens,
                        record.binding(),
                        record.refresh(),
                        record.begunAt(),
                        record.provisionalUntil(),
                        record.stamp().next(attempt)));
    }
}
