package dev.granary.grant;

import dev.granary.client.ClientId;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Spells a grant. */
final class GrantCodec implements RecordCodec<Grant> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Grant grant, RecordWriter out) {
        out.text("id", grant.id().value());
        writeGranted(grant.granted(), out);
        out.text("redirect_uri", grant.code().map(CodeBinding::redirectUri));
        out.text("challenge", grant.code().map(binding -> binding.challenge().value()));
        out.text("nonce", grant.code().flatMap(CodeBinding::nonce));
        out.optionalFlag(
                "redirect_uri_omitted",
                grant.code().filter(CodeBinding::redirectUriOmitted).isPresent());
        out.time("authenticated_at", grant.code().flatMap(CodeBinding::authenticatedAt));
        writeChain(grant.chain(), out);
        out.time("created_at", grant.createdAt());
        out.time("ends_at", grant.endsAt());
        out.time("access_until", grant.accessUntil());
        out.text(
                "revoked",
                grant.revocation().map(revocation -> revocation.reason().name()));
        out.time("revoked_at", grant.revocation().map(Revocation::at));
        out.time("retain_until", grant.retainUntil());
    }

    @Override
    public Grant read(RecordReader in) {
        return new Grant(
                new GrantId(in.text("id")),
                readGranted(in),
                readCode(in),
                readChain(in),
                in.time("created_at"),
                in.time("ends_at"),
                in.time("access_until"),
                in.optionalTime("revoked_at")
                        .map(at -> new Revocation(in.choice("revoked", RevocationReason.class), at)),
                in.time("retain_until"),
                in.stamp());
    }

    private static void writeGranted(Granted granted, RecordWriter out) {
        out.text("client", granted.client().value());
        out.text("subject", granted.subject().value());
        out.text("session", granted.session().map(SessionId::value));
        out.texts("scopes", granted.scopes().values());
        out.texts("resources", granted.resources().stream().map(Resource::uri).toList());
        out.text("jkt", granted.senderKey().map(SenderKey::thumbprint));
        out.time("begun_at", granted.begunAt());
        out.texts("parents", granted.parents().stream().map(GrantId::value).toList());
    }

    private static Granted readGranted(RecordReader in) {
        return new Granted(
                new ClientId(in.text("client")),
                new Subject(in.text("subject")),
                in.optionalText("session").map(SessionId::new),
                Scopes.of(in.texts("scopes")),
                in.texts("resources").stream().map(Resource::new).collect(Collectors.toCollection(TreeSet::new)),
                in.optionalText("jkt").map(SenderKey::new),
                in.time("begun_at"),
                in.texts("parents").stream().map(GrantId::new).toList());
    }

    private static Optional<CodeBinding> readCode(RecordReader in) {
        return in.optionalText("redirect_uri")
                .map(uri -> new CodeBinding(
                        uri,
                        new CodeChallenge(in.text("challenge")),
                        in.optionalText("nonce"),
                        in.optionalFlag("redirect_uri_omitted"),
                        in.optionalTime("authenticated_at")));
    }

    private static void writeChain(Chain chain, RecordWriter out) {
        out.number("generation", chain.generation());
        out.number("floor", chain.floor());
        out.text("current", chain.current().map(held -> held.hash().value()));
        out.time("current_expires_at", chain.current().map(Credential::expiresAt));
        out.text("previous", chain.previous().map(spent -> spent.hash().value()));
        out.text("successor", chain.previous().flatMap(Spent::successor).map(SealedSecret::envelope));
        out.time("previous_access_expires_at", chain.previous().map(Spent::accessExpiresAt));
        out.times("spent_at", chain.spentAt());
    }

    private static Chain readChain(RecordReader in) {
        int generation = in.count("generation");
        int floor = in.count("floor");
        Optional<Credential> current = in.optionalText("current")
                .map(hash -> new Credential(new TokenHash(hash), in.time("current_expires_at")));
        Optional<String> previousHash = in.optionalText("previous");
        Optional<SealedSecret> successor = in.optionalText("successor").map(SealedSecret::new);
        Optional<Instant> access = in.optionalTime("previous_access_expires_at");
        Optional<Spent> previous = previousHash.map(hash -> new Spent(
                new TokenHash(hash),
                successor,
                access.orElseThrow(
                        () -> new IllegalArgumentException("previous_access_expires_at: the field is missing"))));
        return new Chain(generation, floor, current, previous, in.times("spent_at"));
    }
}
