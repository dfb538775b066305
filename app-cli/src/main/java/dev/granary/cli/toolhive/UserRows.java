package dev.granary.cli.toolhive;

import dev.granary.domain.user.AdoptedUsers;
import dev.granary.user.UserId;

/** Users: {@code id}, {@code created_at}, {@code updated_at}. */
final class UserRows implements Carrier {

    private final AdoptedUsers users;

    UserRows(AdoptedUsers users) {
        this.users = users;
    }

    @Override
    public Fate.Verdict carry(Row row) {
        String id = row.text("id");
        if (!id.equals(row.key())) {
            throw new DamagedRowException("the key names another user than the row");
        }
        return Fate.of(users.adopt(
                        new UserId(id),
                        row.time("created_at")
                                .orElseThrow(() -> new DamagedRowException("created_at: expected a time"))))
                .verdict();
    }
}
