package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.authorization.LoginLimits;
import dev.granary.domain.authorization.TakeOutcome;
import dev.granary.domain.replay.ConsumeOutcome;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.user.Profile;
import dev.granary.record.Namespace;
import dev.granary.replay.AssertionKey;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.tck.specimen.Dice;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.IdentityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Takes one walk through the use cases, on nodes that take turns, and a model beside it. */
final class CaseWalk {

    private static final int CAP = 3;
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final Kit kit;
    private final Namespace namespace;
    private final List<Node> nodes;
    private final Dice dice = new Dice(new SplittableRandom(7));
    private final CaseModel model = new CaseModel();
    private final GrantWalk grants;

    private CaseWalk(Kit kit) {
        this.kit = kit;
        this.namespace = kit.freshNamespace();
        this.nodes = List.of(kit.nodeIn(0, namespace), kit.nodeIn(1, namespace));
        this.grants = new GrantWalk(model, kit.clock());
    }

    /** Takes these steps in a namespace of their own, from the start of time. */
    static void take(Kit kit, List<CaseStep> steps) {
        kit.clock().set(Kit.START);
        kit.accusations().forget();
        CaseWalk walk = new CaseWalk(kit);
        for (int i = 0; i < steps.size(); i++) {
            walk.take(i, steps.get(i));
        }
        kit.accusations().forget();
    }

    // Whatever a storage makes a use case throw is an answer, and a wrong one.
    private void take(int number, CaseStep step) {
        try {
            Node node = nodes.get(number % nodes.size());
            take(step, node, model.accounts().get(step.who()));
            assertThat(kit.accusations().events()).as("accusations").hasSize(model.replays);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("step " + number + ", " + step + ": " + e, e);
        }
    }

    private void take(CaseStep step, Node node, Account account) {
        switch (step.verb()) {
            case ISSUE -> grants.issue(node, account, begun(step));
            case REDEEM -> grants.redeem(node, account, step);
            case REFRESH -> grants.refresh(node, account, step);
            case REVOKE -> grants.revoke(node, account, step);
            case REVOKE_ALL -> grants.revokeAll(node, account, Bulk.inTurn(step.choice()));
            case INTROSPECT -> grants.introspect(node, account);
            case BEGIN -> begin(node);
            case TAKE -> takeLogin(node, step);
            case CONSUME -> consume(node, step.choice());
            case SAVE -> save(node, account, begun(step));
            case FIND -> find(node, account);
            case END_SESSION -> endSession(node, account);
            case LINK -> link(node, account);
            case REGISTER -> register(node);
            case PURGE -> Lives.purge(kit, namespace);
            case TICK -> tick(step);
        }
    }

    private Instant now() {
        return kit.clock().instant();
    }

    private Instant begun(CaseStep step) {
        return step.choice() == 3 ? now().minus(HALF_A_MINUTE) : now();
    }

    private void tick(CaseStep step) {
        kit.pass(
                switch (step.choice()) {
                    case 3 -> step.number() > 4 ? Duration.ofHours(step.number()) : Duration.ofMinutes(step.number());
                    default -> Duration.ofSeconds(step.number());
                });
    }

    private void begin(Node node) {
        var login = LoginSamples.login(kit);
        var leg = node.logins().begin(login);
        model.logins.add(new CaseModel.Begun(login, leg, now().plus(LoginLimits.DEFAULT.life())));
    }

    private void takeLogin(Node node, CaseStep step) {
        if (model.logins.isEmpty()) {
            return;
        }
        var begun = step.oneOf(model.logins);
        boolean right = step.choice() != 3;
        TakeOutcome outcome =
                node.logins().take(begun.leg().state(), begun.login().browserSecret() + (right ? "" : "x"));
        boolean there = !model.taken.contains(begun) && now().isBefore(begun.ends());
        boolean got = outcome.match((login, verifier) -> true, () -> false, () -> false);
        assertThat(got).as("the login is given").isEqualTo(there && right);
        if (there && !right) {
            assertThat(outcome).isInstanceOf(TakeOutcome.WrongBrowser.class);
        }
        if (got) {
            model.taken.add(begun);
        }
    }

    private void consume(Node node, int which) {
        Instant end = now().plusSeconds(60);
        boolean used = model.assertions.getOrDefault(which, Instant.MIN).isAfter(now());
        assertThat(node.assertions().consume(new AssertionKey("walk", "issuer", "jti " + which), end))
                .isEqualTo(used ? ConsumeOutcome.REPLAYED : ConsumeOutcome.CONSUMED);
        if (!used) {
            model.assertions.put(which, end.plus(node.realm().skew()));
        }
    }

    private void save(Node node, Account account, Instant begunAt) {
        var tokens = UpstreamSamples.lasting(dice);
        var binding = UpstreamSamples.binding(account, dice);
        boolean fenced = model.isFenced(account, begunAt);
        assertThat(node.upstreamTokens().save(key(account), tokens, binding, begunAt))
                .isEqualTo(fenced ? SaveOutcome.FENCED : SaveOutcome.SAVED);
        if (fenced) {
            model.forgetUpstream(account);
        } else {
            model.keepUpstream(account, new KeptUpstreamTokens(key(account), tokens, binding));
        }
    }

    private void find(Node node, Account account) {
        if (!model.isUnsureOfUpstream(account)) {
            var found = node.upstreamTokens().find(key(account), UpstreamSamples.holder(account));
            assertThat(UpstreamSamples.kept(found)).isEqualTo(model.upstream(account));
        }
    }

    private void endSession(Node node, Account account) {
        int ended = node.upstreamTokens().endSession(account.session());
        if (!model.isUnsureOfUpstream(account)) {
            assertThat(ended).as("ended").isEqualTo(model.upstream(account).isPresent() ? 1 : 0);
        }
        model.endSession(account, now());
    }

    private void link(Node node, Account account) {
        var user = node.users().resolve(new IdentityKey("idp", account.session().value()), Profile.UNKNOWN);
        assertThat(model.users.computeIfAbsent(account, first -> user.id())).isEqualTo(user.id());
        assertThat(model.users.values()).as("users of different identities").doesNotHaveDuplicates();
        assertThat(node.users().find(user.id())).isPresent();
    }

    private void register(Node node) {
        boolean full = ClientSamples.isFull(node.clients(CAP).register(ClientSamples.PUBLIC));
        assertThat(full).as("refused at the cap").isEqualTo(model.clients >= CAP);
        model.clients += full ? 0 : 1;
    }

    private static UpstreamTokenKey key(Account account) {
        return new UpstreamTokenKey(account.session(), new ProviderName("idp"));
    }
}
