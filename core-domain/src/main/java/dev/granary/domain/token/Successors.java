package dev.granary.domain.token;

import dev.granary.domain.seal.RetrySeal;
import dev.granary.grant.Grant;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.Successor;
import dev.granary.grant.TokenHash;
import dev.granary.token.IssuedCredential;
import dev.granary.token.TokenFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Keeps refresh tokens for who presents the one before them again, as sealed secrets. */
final class Successors {

    private static final int SECRET_ID = 8;

    private final TokenFormat format;
    private final RetrySeal seal;

    Successors(TokenFormat format, RetrySeal seal) {
        this.format = format;
        this.seal = seal;
    }

    /** Seals the next credential under the one that is presented now. */
    Successor keep(IssuedCredential next, Instant expiresAt, String presented, Grant grant) {
        byte[] id = TokenFormat.secretIdOf(next.value()).getBytes(StandardCharsets.US_ASCII);
        byte[] secret = next.secret();
        byte[] kept = ByteBuffer.allocate(id.length + secret.length)
                .put(id)
                .put(secret)
                .array();
        int generation = Math.addExact(grant.chain().generation(), 1);
        return Successor.refreshToken(next.hash(), expiresAt, seal.seal(presented, grant.id(), generation, kept));
    }

    /** The successor as it was first given; empty if the seal does not open or it is not the one that is stored. */
    Optional<String> reopen(SealedSecret sealed, String presented, Grant grant) {
        int generation = grant.chain().generation();
        return seal.open(sealed, presented, grant.id(), generation)
                .flatMap(opened -> format.respell(
                        new String(opened, 0, SECRET_ID, StandardCharsets.US_ASCII),
                        grant.id(),
                        generation,
                        Arrays.copyOfRange(opened, SECRET_ID, opened.length)))
                .filter(value -> grant.chain()
                        .current()
                        .filter(held -> held.hash().matches(TokenHash.of(value)))
                        .isPresent());
    }
}
