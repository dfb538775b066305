package dev.granary.tck.specimen;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.upstream.RefreshIntent;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes upstream tokens. Session and upstream are the key, so a sibling shares either the session or user and upstream.
 */
final class UpstreamTokenRecords implements Maker<UpstreamTokenKey, UpstreamToken> {

    @Override
    public RecordKind<UpstreamTokenKey, UpstreamToken> kind() {
        return UpstreamToken.KIND;
    }

    @Override
    public UpstreamTokenKey key(Dice dice) {
        return new UpstreamTokenKey(dice.session(), dice.provider());
    }

    @Override
    public UpstreamTokenKey siblingKey(UpstreamToken record, Dice dice) {
        return dice.random().nextBoolean()
                ? new UpstreamTokenKey(record.key().session(), dice.provider())
                : new UpstreamTokenKey(dice.session(), record.key().provider());
    }

    @Override
    public UpstreamToken full(
            UpstreamTokenKey key, Optional<UpstreamToken> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new UpstreamToken(
                key,
                new TokenSet(
                        Optional.of(dice.sealed()),
                        Optional.of(dice.sealed()),
                        Optional.of(dice.sealed()),
                        Optional.of(dice.time()),
                        Optional.of(dice.time()),
                        List.of(dice.text(), dice.text())),
                new UpstreamBinding(
                        like.map(other -> other.binding().user()).orElseGet(dice::user),
                        dice.id(),
                        dice.client(),
                        dice.id()),
                Optional.of(new RefreshIntent(dice.revision(), dice.time())),
                dice.time(),
                Optional.of(retainUntil),
                stamp);
    }

    @Override
    public UpstreamToken minimal(Dice dice, Instant retainUntil) {
        return new UpstreamToken(
                key(dice),
                new TokenSet(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                new UpstreamBinding(dice.user(), dice.text(), dice.client(), dice.text()),
                Optional.empty(),
                dice.time(),
                Stamp.first(dice.revision()));
    }
}
