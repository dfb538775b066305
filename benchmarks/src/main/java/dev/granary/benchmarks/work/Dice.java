package dev.granary.benchmarks.work;

import dev.granary.domain.seal.KeyRing;
import dev.granary.domain.seal.RetrySeal;
import dev.granary.domain.seal.SealingKey;
import dev.granary.grant.GrantId;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.TokenHash;
import dev.granary.record.Revision;
import dev.granary.record.Sha256;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Values that a write needs and that cost the same whoever makes them. They are made beforehand, so that a measurement
 * shows the store and not the dice. The same in every run.
 */
public final class Dice {

    private static final int MANY = 1 << 14;
    /** What a successor keeps: the id of the secret of its MAC and its own. */
    private static final int KEPT = 8 + 32;

    private final SplittableRandom random = new SplittableRandom(18);
    private final List<Revision> revisions = many(() -> Revision.random(random));
    private final List<TokenHash> hashes = many(() -> TokenHash.of(text(32)));
    private final List<SealedSecret> secrets = sealed();

    /** New dice. */
    public Dice() {}

    /** An attempt id. */
    public Revision revision(int number) {
        return revisions.get(number & (MANY - 1));
    }

    /** The hash of some token. */
    public TokenHash hash(int number) {
        return hashes.get(number & (MANY - 1));
    }

    /** A sealed successor. */
    public SealedSecret sealed(int number) {
        return secrets.get(number & (MANY - 1));
    }

    /** How many different values of each sort there are. */
    public int many() {
        return MANY;
    }

    /** A new grant id. Not safe for threads. */
    GrantId grantId() {
        return GrantId.random(random);
    }

    /** A new text of letters and digits. Not safe for threads. */
    String text(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Sha256.hex(Long.toString(random.nextLong())));
        }
        return text.substring(0, length);
    }

    private List<SealedSecret> sealed() {
        KeyRing ring = new KeyRing(new SealingKey("benchkey", new byte[32]), List.of());
        RetrySeal seal = new RetrySeal(ring, random);
        return many(() -> seal.seal(text(64), grantId(), 1, new byte[KEPT]));
    }

    private static <T> List<T> many(Supplier<T> make) {
        return Stream.generate(make).limit(MANY).toList();
    }
}
