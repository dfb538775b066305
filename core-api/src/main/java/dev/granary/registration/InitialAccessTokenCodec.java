package dev.granary.registration;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells an initial access token. */
final class InitialAccessTokenCodec implements RecordCodec<InitialAccessToken> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(InitialAccessToken record, RecordWriter out) {
        out.text("hash", record.hash().value());
        out.time("created_at", record.createdAt());
        out.time("expires_at", record.expiresAt());
        out.number("uses_left", record.usesLeft());
    }

    @Override
    public InitialAccessToken read(RecordReader in) {
        return new InitialAccessToken(
                new InitialAccessTokenHash(in.text("hash")),
                in.time("created_at"),
                in.optionalTime("expires_at"),
                in.optionalNumber("uses_left"),
                in.stamp());
    }
}
