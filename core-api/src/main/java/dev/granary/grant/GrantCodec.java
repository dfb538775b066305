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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Spells a grant: in short names, since there are more grants than anything else. {@code sub}, {@code sid}, {@code aud},
 * {@code jkt} and {@code exp} are what the claims of these names say, {@code cur} and {@code prev} the credentials of
 * the chain, {@code gen} its generation, {@code uri} the redirect URI. Left out are {@code floor} where it is the same as
 * {@code gen}, and {@code prev_access} where it is the same as {@code access}, as they nearly always are.
 */
final class GrantCodec implements RecordCodec<Grant> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Grant grant, RecordWriter out) {
        out.text("id", grant.id().value());
        writeGranted(grant.granted(), out);
        grant.code().ifPresent(binding -> writeCode(binding, out));
        out.time("access", grant.accessUntil());
        writeChain(grant, out);
        out.time("created", grant.createdAt());
        out.time("ends", grant.endsAt());
        grant.revocation().ifPresent(revocation -> {
            out.choice("revoked", revocation.reason());
            out.time("revoked_at", revocation.at());
        });
        out.time("kept", grant.retainUntil());
    }

    @Override
    public Grant read(RecordReader in) {
        GrantId id = new GrantId(in.text("id"));
        Granted granted = readGranted(in);
        Optional<CodeBinding> code = readCode(in);
        Instant accessUntil = in.time("access");
        return new Grant(
                id,
                granted,
                code,
                readChain(in, accessUntil),
                in.time("created"),
                in.time("ends"),
                accessUntil,
                readRevocation(in),
                in.time("kept"),
                in.stamp());
    }

    private static void writeGranted(Granted granted, RecordWriter out) {
        out.text("client", granted.client().value());
        out.text("sub", granted.subject().value());
        out.text("sid", granted.session().map(SessionId::value));
        out.texts("scopes", granted.scopes().values());
        out.texts("aud", granted.resources().stream().map(Resource::uri).toList());
        out.text("jkt", granted.senderKey().map(SenderKey::thumbprint));
        out.time("begun", granted.begunAt());
        out.texts("parents", granted.parents().stream().map(GrantId::value).toList());
    }

    private static Granted readGranted(RecordReader in) {
        return new Granted(
                new ClientId(in.text("client")),
                new Subject(in.text("sub")),
                in.optionalText("sid").map(SessionId::new),
                Scopes.of(in.texts("scopes")),
                readResources(in),
                in.optionalText("jkt").map(SenderKey::new),
                in.time("begun"),
                readParents(in));
    }

    private static SortedSet<Resource> readResources(RecordReader in) {
        List<String> uris = in.texts("aud");
        List<Resource> resources = new ArrayList<>(uris.size());
        for (String uri : uris) {
            resources.add(new Resource(uri));
        }
        return Resource.setOf(resources);
    }

    private static List<GrantId> readParents(RecordReader in) {
        List<String> ids = in.texts("parents");
        return ids.isEmpty() ? List.of() : ids.stream().map(GrantId::new).toList();
    }

    private static void writeCode(CodeBinding binding, RecordWriter out) {
        out.text("uri", binding.redirectUri());
        out.text("pkce", binding.challenge().value());
        out.text("nonce", binding.nonce());
        out.optionalFlag("uri_omitted", binding.redirectUriOmitted());
        out.time("auth_time", binding.authenticatedAt());
    }

    private static Optional<CodeBinding> readCode(RecordReader in) {
        Optional<String> uri = in.optionalText("uri");
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CodeBinding(
                uri.get(),
                new CodeChallenge(in.text("pkce")),
                in.optionalText("nonce"),
                in.optionalFlag("uri_omitted"),
                in.optionalTime("auth_time")));
    }

    private static void writeChain(Grant grant, RecordWriter out) {
        Chain chain = grant.chain();
        out.number("gen", chain.generation());
        if (chain.floor() != chain.generation()) {
            out.number("floor", chain.floor());
        }
        chain.current().ifPresent(held -> {
            out.text("cur", held.hash().value());
            out.time("exp", held.expiresAt());
        });
        chain.previous().ifPresent(spent -> {
            out.text("prev", spent.hash().value());
            out.text("sealed", spent.successor().map(SealedSecret::envelope));
            out.time(
                    "prev_access",
                    Optional.of(spent.accessExpiresAt()).filter(time -> !time.equals(grant.accessUntil())));
        });
        out.times("spent", chain.spentAt());
    }

    private static Chain readChain(RecordReader in, Instant accessUntil) {
        int generation = in.count("gen");
        int floor = in.count("floor", generation);
        Optional<Credential> current =
                in.optionalText("cur").map(hash -> new Credential(new TokenHash(hash), in.time("exp")));
        Optional<String> spent = in.optionalText("prev");
        Optional<SealedSecret> sealed = in.optionalText("sealed").map(SealedSecret::new);
        Instant access = in.optionalTime("prev_access").orElse(accessUntil);
        Optional<Spent> previous = spent.map(hash -> new Spent(new TokenHash(hash), sealed, access));
        return new Chain(generation, floor, current, previous, in.times("spent"));
    }

    private static Optional<Revocation> readRevocation(RecordReader in) {
        return in.optionalChoice("revoked", RevocationReason.class)
                .map(reason -> new Revocation(reason, in.time("revoked_at")));
    }
}
