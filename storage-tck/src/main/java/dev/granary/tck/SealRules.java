package dev.granary.tck;

import static dev.granary.tck.UpstreamSamples.binding;
import static dev.granary.tck.UpstreamSamples.holder;
import static dev.granary.tck.UpstreamSamples.kept;
import static dev.granary.tck.UpstreamSamples.key;
import static dev.granary.tck.UpstreamSamples.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.granary.domain.seal.SealBrokenException;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.record.Namespace;
import dev.granary.record.RecordStore;
import dev.granary.record.Written;
import dev.granary.seal.Sealed;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.upstream.TokenSet;
import dev.granary.upstream.UpstreamToken;
import dev.granary.upstream.UpstreamTokenKey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** BIND and TENANT, of sealed values: who can write to the storage moves or alters one, and it opens nowhere else. */
public interface SealRules {

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-76",
            says = "a sealed value that was moved to another record does not open there",
            why = "Who can write to the database would give themselves another user's upstream tokens.",
            look = "a backend that keeps what it had instead of what was put")
    default void BIND_76_noValueOpensInAnotherRecord(Kit kit) {
        Account account = kit.account();
        UpstreamToken mine = saved(kit, kit.node(0), kit.namespace(), account);
        UpstreamToken theirs = saved(kit, kit.node(0), kit.namespace(), kit.account());
        assertBroken(kit, account, mine, theirs.tokens());
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-77",
            says = "a sealed value that was moved to another field of its record does not open there",
            why = "A refresh token in the access token's place would be sent to every resource.",
            look = "a backend that keeps what it had instead of what was put")
    default void BIND_77_noValueOpensInAnotherField(Kit kit) {
        Account account = kit.account();
        UpstreamToken mine = saved(kit, kit.node(0), kit.namespace(), account);
        TokenSet held = mine.tokens();
        assertBroken(kit, account, mine, with(held, held.refreshToken(), held.refreshToken()));
        assertBroken(kit, account, mine, with(held, held.accessToken(), held.accessToken()));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-78",
            says = "a value in the clear, or in another form than that of sealed ones, is refused",
            why = "A way back to plain text is a way around the seal.",
            look = "a backend that keeps what it had instead of what was put")
    default void BIND_78_nothingIsOpenedThatIsNotSealed(Kit kit) {
        Account account = kit.account();
        UpstreamToken mine = saved(kit, kit.node(0), kit.namespace(), account);
        String sealed = mine.tokens().accessToken().orElseThrow().envelope();
        String format = sealed.substring(0, sealed.indexOf('.'));
        for (String other : new String[] {
            "plain-text", sealed.replaceFirst(format, "g0"), sealed.substring(format.length() + 1), sealed + "A"
        }) {
            assertBroken(kit, account, mine, withAccessToken(mine.tokens(), other));
        }
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "BIND-79",
            says = "a value that says it was sealed with a key that nobody knows is refused",
            why = "What no key of the ring sealed is nobody's word.",
            look = "a backend that keeps what it had instead of what was put")
    default void BIND_79_noUnknownKeyOpensAnything(Kit kit) {
        Account account = kit.account();
        UpstreamToken mine = saved(kit, kit.node(0), kit.namespace(), account);
        String[] parts = mine.tokens().accessToken().orElseThrow().envelope().split("\\.", -1);
        assertBroken(kit, account, mine, withAccessToken(mine.tokens(), parts[0] + ".unknown1." + parts[2]));
    }

    /** Tests this rule. */
    @Test
    @Rule(
            id = "TENANT-76",
            says = "a sealed value that was moved to the same record of another namespace does not open there",
            why = "One tenant's tokens would open for another, whose keys and users may have the same names.",
            look = "a backend in which namespaces share a record")
    default void TENANT_76_noValueOpensInAnotherNamespace(Kit kit) {
        Account account = kit.account();
        Namespace elsewhere = kit.freshNamespace();
        UpstreamToken here = saved(kit, kit.node(0), kit.namespace(), account);
        RecordStore<UpstreamTokenKey, UpstreamToken> there =
                kit.storage().in(elsewhere).upstreamTokens();
        assertThat(there.insert(with(kit, here, here.tokens()))).isEqualTo(new Written<>());
        assertThatThrownBy(() -> kit.nodeIn(elsewhere).upstreamTokens().find(here.key(), holder(account)))
                .isInstanceOf(SealBrokenException.class);
        assertOpens(kit, account, here);
    }

    private static UpstreamToken saved(Kit kit, Node node, Namespace namespace, Account account) {
        UpstreamTokenKey key = key(account, kit.dice());
        assertThat(node.upstreamTokens()
                        .save(
                                key,
                                tokens(kit.dice(), kit.clock().in(Duration.ofHours(1))),
                                binding(account, kit.dice()),
                                kit.clock().instant()))
                .isEqualTo(SaveOutcome.SAVED);
        return kit.storage().in(namespace).upstreamTokens().find(key).orElseThrow();
    }

    /** With these in its place the record opens no more; with its own it does again. */
    private static void assertBroken(Kit kit, Account account, UpstreamToken genuine, TokenSet put) {
        RecordStore<UpstreamTokenKey, UpstreamToken> store =
                kit.storage().in(kit.namespace()).upstreamTokens();
        UpstreamToken current = store.find(genuine.key()).orElseThrow();
        UpstreamToken altered = with(kit, current, put);
        assertThat(store.replace(altered, current.revision())).isEqualTo(new Written<>());
        assertThatThrownBy(() -> kit.node(1).upstreamTokens().find(genuine.key(), holder(account)))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() ->
                        kit.node(1).upstreamTokens().ofSession(genuine.key().session(), holder(account)))
                .isInstanceOf(SealBrokenException.class);
        assertThat(store.replace(with(kit, altered, genuine.tokens()), altered.revision()))
                .isEqualTo(new Written<>());
        assertOpens(kit, account, genuine);
    }

    private static void assertOpens(Kit kit, Account account, UpstreamToken genuine) {
        assertThat(kept(kit.node(1).upstreamTokens().find(genuine.key(), holder(account))))
                .isPresent();
    }

    private static UpstreamToken with(Kit kit, UpstreamToken record, TokenSet tokens) {
        return new UpstreamToken(
                record.key(),
                tokens,
                record.binding(),
                record.refresh(),
                record.begunAt(),
                record.provisionalUntil(),
                record.stamp().next(kit.dice().revision()));
    }

    private static TokenSet withAccessToken(TokenSet tokens, String envelope) {
        return with(tokens, Optional.of(new Sealed(envelope)), tokens.refreshToken());
    }

    private static TokenSet with(TokenSet tokens, Optional<Sealed> accessToken, Optional<Sealed> refreshToken) {
        return new TokenSet(
                accessToken,
                refreshToken,
                tokens.idToken(),
                tokens.expiresAt(),
                tokens.sessionExpiresAt(),
                tokens.scopes());
    }
}
