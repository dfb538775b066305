package dev.granary.user;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;

/** Spells a user. */
final class UserCodec implements RecordCodec<User> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(User record, RecordWriter out) {
        out.text("id", record.id().value());
        out.time("created_at", record.createdAt());
        out.text("name", record.name());
        out.text("email", record.email());
        out.time("last_authenticated_at", record.lastAuthenticatedAt());
        out.time("provisional_until", record.provisionalUntil());
        out.time("removed_at", record.removedAt());
    }

    @Override
    public User read(RecordReader in) {
        return new User(
                new UserId(in.text("id")),
                in.time("created_at"),
                in.optionalText("name"),
                in.optionalText("email"),
                in.optionalTime("last_authenticated_at"),
                in.optionalTime("provisional_until"),
                in.optionalTime("removed_at"),
                in.stamp());
    }
}
