package dev.granary.grant;

import dev.granary.client.ClientId;
import dev.granary.grant.GrantModel.Answer;
import dev.granary.grant.GrantModel.Attempt;
import dev.granary.grant.GrantModel.Link;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.record.Revision;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.user.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A grant's life, thrown by dice and held against the model at every step. */
final class GrantWalk {

    static final int WRONG_CLIENT = 1;
    static final int WRONG_KEY = 2;
    static final int WRONG_REDIRECT = 4;
    static final int WRONG_VERIFIER = 8;
    static final int EXCESS_SCOPE = 16;
    static final int EXCESS_RESOURCE = 32;

    private static final int STEPS = 120;
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final int STRANGER = 200;

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final GrantId ID = new GrantId("AAECAwQFBgcICQoLDA0ODw");
    private static final Resource API = new Resource("https://api.example/");
    private static final Resource FILES = new Resource("https://files.example/");
    private static final Resource OTHER = new Resource("https://other.example/");
    private static final SenderKey KEY = new SenderKey("k".repeat(43));
    private static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));
    private static final CodeBinding BINDING =
            new CodeBinding("https://client.example/", CodeChallenge.of(VERIFIER), Optional.empty());
    private static final RevocationReason[] REASONS = RevocationReason.values();

    private static final List<TokenHash> HASHES = IntStream.rangeClosed(0, STRANGER)
            .mapToObj(i -> TokenHash.of("token " + i))
            .toList();
    private static final List<SealedSecret> SEALED = IntStream.rangeClosed(0, STRANGER)
            .mapToObj(i -> new SealedSecret("sealed " + i))
            .toList();
    private static final List<Revision> REVISIONS = IntStream.range(0, 256)
            .mapToObj(i -> new Revision("attempt".repeat(2) + (10_000_000 + i)))
            .toList();
    private static final List<Binding> BINDINGS =
            IntStream.range(0, 128).mapToObj(GrantWalk::binding).toList();
    private static final List<GrantPolicy> POLICIES =
            List.of(policy(10, 5, 1800), policy(0, 5, 1800), policy(1, 0, 0), policy(60, 60, 60), policy(0, 0, 0));

    private final SplittableRandom dice;
    private final Map<Answer, Integer> answers;
    private final boolean calm;
    private final boolean sameAgain;
    private final GrantModel model;
    private GrantPolicy policy;
    private Grant grant;
    private Grant reached;
    private byte[] encoded;
    private long now;
    private int issued;
    private int steps;

    GrantWalk(long seed, EnumMap<Answer, Integer> answers) {
        this.dice = new SplittableRandom(seed);
        this.answers = answers;
        this.calm = dice.nextInt(3) > 0;
        this.sameAgain = dice.nextInt(4) == 0;
        this.policy = POLICIES.get(calm ? 0 : dice.nextInt(POLICIES.size()));
        long codeExpires = 60 * SECOND;
        this.model = new GrantModel(dice.nextBoolean(), dice.nextBoolean(), 30 * DAY, codeExpires);
        this.grant = open(codeExpires);
        this.reached = grant;
        this.encoded = Grant.KIND.encode(grant);
        promise(codeExpires);
        promise(micros(policy.codeKept()));
        checkState();
    }

    /** Walks, and tells the number of transitions. */
    int run() {
        int afterwards = 0;
        while (steps < STEPS && afterwards < 6) {
            tick();
            step();
            checkAccess();
            afterwards += model.revoked || now >= model.last().expires ? 1 : 0;
        }
        check(Arrays.equals(encoded, Grant.KIND.encode(reached)), "a state changed after it was reached");
        presentAll();
        return steps;
    }

    private void step() {
        steps++;
        int roll = dice.nextInt(1000);
        if (roll < 4) {
            revoke();
        } else if (roll < 44) {
            endAccess();
        } else {
            present(attempt(roll));
        }
    }

    private Attempt attempt(int roll) {
        int faults = dice.nextInt(8) == 0 ? dice.nextInt(64) : 0;
        boolean genuine = dice.nextInt(8) != 0;
        int generation = model.generation();
        if (roll < 720) {
            return known(generation, genuine, faults);
        }
        if (roll < 840) {
            return known(Math.max(0, generation - 1), genuine, faults);
        }
        if (roll < 920) {
            int older = dice.nextInt(4) == 0 ? 0 : dice.nextInt(generation + 1);
            return known(older, genuine && (!calm || dice.nextInt(8) == 0), faults);
        }
        int named = roll < 960 ? generation + dice.nextInt(3) : dice.nextInt(generation + 1);
        boolean strangeCode = named == 0;
        return new Attempt(strangeCode, STRANGER, named, genuine && (named >= generation || !calm), faults);
    }

    private Attempt known(int generation, boolean genuine, int faults) {
        Link link = model.history.get(generation);
        return new Attempt(link.credential == 0, link.credential, link.named, genuine, faults);
    }

    private void present(Attempt attempt) {
        Answer expected = model.answer(attempt, micros(policy.retryWindow()), micros(policy.skew()), now);
        Link next = successor(attempt);
        Revision attemptId = REVISIONS.get(steps & 255);
        Presented presented = new Presented(
                attempt.code() ? CredentialKind.CODE : CredentialKind.REFRESH_TOKEN,
                ID,
                attempt.named(),
                HASHES.get(attempt.credential()),
                attempt.genuine());
        Binding binding = BINDINGS.get(attempt.faults() + (attempt.code() ? 64 : 0));
        Successor successor = new Successor(
                new Credential(HASHES.get(next.credential), time(next.expires)),
                Optional.of(SEALED.get(next.credential)).filter(secret -> next.credential == issued + 1));
        AdvanceOutcome outcome = grant.advance(
                new Advance(presented, binding, successor, time(next.access), attemptId), policy, time(now));
        answers.merge(expected, 1, Integer::sum);
        if (answerOf(outcome) != expected) {
            check(false, expected + " to " + attempt + ", but was " + outcome);
        }
        follow(outcome, next, attemptId);
    }

    private void follow(AdvanceOutcome outcome, Link next, Revision attempt) {
        if (outcome instanceof AdvanceOutcome.Advanced advanced) {
            model.advance(next, now);
            issued = Math.max(issued, next.credential);
            promise(next.expires);
            promise(next.access);
            become(advanced.next(), attempt);
        } else if (outcome instanceof AdvanceOutcome.Replayed replayed) {
            model.revoked = true;
            become(replayed.revoked(), attempt);
        } else if (outcome instanceof AdvanceOutcome.Retried retried) {
            check(retried.successor().equals(SEALED.get(model.last().credential)), "another successor");
            check(retried.accessExpiresAt().equals(time(model.last().access)), "another end of access");
        }
    }

    /** The same again, none, or a new one. */
    private Link successor(Attempt attempt) {
        long access = within(now + 1 + dice.nextLong(600 * SECOND));
        boolean again = sameAgain && !attempt.code() && dice.nextInt(8) > 0;
        if (again) {
            Link last = model.last();
            return new Link(last.credential, last.named, life(), access, false);
        }
        boolean sealed = !attempt.code() && !policy.retryWindow().isZero();
        return new Link(issued + 1, model.generation() + 1, life(), access, sealed);
    }

    private long life() {
        return within(now + (dice.nextInt(30) == 0 ? dice.nextLong(15 * SECOND) : DAY));
    }

    private long within(long expires) {
        return Math.min(expires, model.endsAt);
    }

    private void revoke() {
        Grant next = grant.revoke(REASONS[dice.nextInt(REASONS.length)], REVISIONS.get(steps & 255), time(now));
        check(!model.revoked || next.equals(grant), "a revocation was changed");
        if (!model.revoked) {
            model.revoked = true;
            become(next, REVISIONS.get(steps & 255));
        }
    }

    private void endAccess() {
        int generation = dice.nextInt(model.generation() + 2);
        Grant next = grant.revokeAccess(generation, REVISIONS.get(steps & 255));
        boolean changes = model.endAccess(generation);
        check(changes == !next.equals(grant), "revoking access");
        if (changes) {
            become(next, REVISIONS.get(steps & 255));
        }
    }

    private void become(Grant next, Revision attempt) {
        check(!grant.isRevoked() || next.revocation().equals(grant.revocation()), "a revocation was undone");
        check(!next.retainUntil().isBefore(grant.retainUntil()), "retainUntil shrank");
        check(next.stamp().count() == grant.stamp().count() + 1, "count");
        check(next.revision().equals(attempt), "revision");
        grant = next;
        checkState();
    }

    private void checkState() {
        Link last = model.last();
        check(grant.chain().generation() == model.generation(), "generation");
        check(
                grant.chain()
                        .current()
                        .equals(Optional.of(new Credential(HASHES.get(last.credential), time(last.expires)))),
                "current credential");
        check(grant.isRevoked() == model.revoked, "revocation");
        check(!grant.retainUntil().isBefore(time(model.keptAtLeast)), "a token outlives the record");
        checkSpendingTimes();
        boolean keeps = grant.chain().previous().flatMap(Spent::successor).isPresent();
        check(keeps == (last.sealed && !model.revoked), "sealed successor");
        if (dice.nextInt(8) == 0) {
            checkRecord();
        }
    }

    /** Those that a policy may still ask for are there, and no more than four. */
    private void checkSpendingTimes() {
        int most = Math.min(4, model.generation());
        long newest = model.generation() == 0 ? 0 : model.history.get(model.generation() - 1).spentAt;
        int least = 0;
        while (least < most && model.history.get(model.generation() - 1 - least).spentAt > newest - 120 * SECOND) {
            least++;
        }
        int kept = grant.chain().spentAt().size();
        check(kept >= least && kept <= most, "spending times");
    }

    private void checkRecord() {
        encoded = Grant.KIND.encode(grant);
        reached = grant;
        check(encoded.length < 1200, "the record is too large");
        check(Grant.KIND.decode(encoded, "test").equals(grant), "round trip");
    }

    private void checkAccess() {
        int generation = dice.nextInt(model.generation() + 1);
        Instant expires = generation == 0 ? T0 : time(model.history.get(generation).access);
        boolean expected = generation > 0 && model.admits(generation, now);
        check(now < 0 || grant.admits(generation, expires, time(now)) == expected, "access");
        check(!model.revoked || !grant.isLive(time(now)), "a revoked grant lives");
    }

    /** Of all credentials that ever were, one at most is live. */
    private void presentAll() {
        long live = 0;
        for (int credential = 0; credential <= issued; credential++) {
            Binding binding = BINDINGS.get(credential == 0 ? 64 : 0);
            CredentialKind kind = credential == 0 ? CredentialKind.CODE : CredentialKind.REFRESH_TOKEN;
            Presented presented = new Presented(kind, ID, credential, HASHES.get(credential), true);
            Successor fresh = new Successor(new Credential(HASHES.get(issued + 1), time(0)), Optional.empty());
            Advance call = new Advance(presented, binding, fresh, time(0), REVISIONS.get(0));
            live += grant.advance(call, policy, time(now)) instanceof AdvanceOutcome.Advanced ? 1 : 0;
            steps++;
        }
        check(live == (model.revoked || now >= model.last().expires ? 0 : 1), "live credentials");
    }

    /** Mostly a little later, at times a little earlier, a day later, or at a boundary. */
    private void tick() {
        int roll = dice.nextInt(100);
        if (roll < 60) {
            now += dice.nextLong(2 * SECOND);
        } else if (roll < 64) {
            now = Math.max(0, now - dice.nextLong(3 * SECOND));
        } else if (roll < 66) {
            now += dice.nextLong(DAY / 4);
        } else if (roll < 80) {
            now = boundary() - dice.nextInt(2);
        }
        if (!calm && dice.nextInt(10) == 0) {
            policy = POLICIES.get(dice.nextInt(POLICIES.size()));
        }
    }

    private long boundary() {
        int back = 1 + dice.nextInt(Math.min(6, model.generation() + 1));
        if (back > model.generation() || dice.nextInt(12) == 0) {
            return dice.nextInt(8) == 0 ? model.last().expires : now + 1;
        }
        long spentAt = model.history.get(model.generation() - back).spentAt;
        long later = spentAt + micros(policy.retryWindow());
        return Math.max(now - 3 * SECOND, dice.nextBoolean() ? later : later + micros(policy.skew()));
    }

    private void promise(long expires) {
        model.keptAtLeast = Math.max(model.keptAtLeast, expires + micros(policy.skew()));
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("step " + steps + " at " + now + " under " + policy + ", generation "
                    + model.generation() + ": " + what);
        }
    }

    private static Answer answerOf(AdvanceOutcome outcome) {
        return outcome.match(new AdvanceOutcome.Cases<>() {
            @Override
            public Answer advanced(Grant next) {
                return Answer.ADVANCED;
            }

            @Override
            public Answer retried(SealedSecret successor, Instant accessExpiresAt) {
                return Answer.RETRIED;
            }

            @Override
            public Answer stale() {
                return Answer.STALE;
            }

            @Override
            public Answer replayed(Grant revoked) {
                return Answer.REPLAYED;
            }

            @Override
            public Answer mismatched(Mismatch what) {
                return Answer.valueOf(what.name());
            }

            @Override
            public Answer expired() {
                return Answer.EXPIRED;
            }

            @Override
            public Answer revoked() {
                return Answer.REVOKED;
            }

            @Override
            public Answer unknown() {
                return Answer.UNKNOWN;
            }
        });
    }

    private Grant open(long codeExpires) {
        Granted granted = Granted.of(new ClientId("client"), new Subject("subject"), Scopes.of("read"), T0);
        if (model.keyed) {
            granted = granted.boundTo(KEY);
        }
        if (model.manyResources) {
            granted = granted.forResources(new TreeSet<>(List.of(API, FILES)));
        }
        Opening opening = new Opening(ID, granted, T0, time(model.endsAt), REVISIONS.get(255));
        return Grant.openWithCode(opening, BINDING, new Credential(HASHES.get(0), time(codeExpires)), policy);
    }

    private static Binding binding(int faults) {
        boolean code = faults >= 64;
        SenderKey key = (faults & WRONG_KEY) == 0 ? KEY : new SenderKey("x".repeat(43));
        CodeVerifier verifier = (faults & WRONG_VERIFIER) == 0 ? VERIFIER : new CodeVerifier("w".repeat(43));
        String redirect = (faults & WRONG_REDIRECT) == 0 ? BINDING.redirectUri() : "https://client.example";
        Binding plain = new Binding(
                new ClientId((faults & WRONG_CLIENT) == 0 ? "client" : "other"),
                Optional.of(key),
                Optional.of(redirect).filter(uri -> code),
                Optional.of(verifier).filter(secret -> code),
                Scopes.NONE,
                new TreeSet<>());
        return plain.askingFor(
                (faults & EXCESS_SCOPE) == 0 ? Scopes.of("read") : Scopes.of("read", "write"),
                new TreeSet<>((faults & EXCESS_RESOURCE) == 0 ? List.of() : List.of(OTHER)));
    }

    private static GrantPolicy policy(int window, int skew, int codeKept) {
        return new GrantPolicy(Duration.ofSeconds(window), Duration.ofSeconds(skew), Duration.ofSeconds(codeKept));
    }

    private static long micros(Duration duration) {
        return duration.toSeconds() * SECOND;
    }

    private static Instant time(long micros) {
        return T0.plus(micros, ChronoUnit.MICROS);
    }
}
