package dev.granary.domain.token;

import dev.granary.domain.realm.Realm;
import dev.granary.domain.user.Profile;
import dev.granary.grant.Granted;
import dev.granary.record.RecordStore;
import dev.granary.record.StorageException;
import dev.granary.scope.Scopes;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a token may say of its user: the name with {@code profile}, the e-mail address with {@code email} (OpenID Connect
 * Core section 5.4). It costs a read only if one of these scopes is there. What is longer than 256 characters is left
 * out, for tokens travel in header fields; the userinfo endpoint has it.
 */
final class Profiles {

    private static final int LONGEST = 256;

    private final Logger log = LoggerFactory.getLogger(Profiles.class);
    private final RecordStore<UserId, User> users;

    Profiles(Realm realm) {
        this.users = realm.records().users();
    }

    /**
     * Finds it. What was presented is spent by now, so a storage that fails must not take the answer back: the claims
     * are left out, and may be had at the next refresh or from the userinfo endpoint.
     */
    Profile of(Granted granted, Scopes scopes) {
        boolean name = scopes.contains("profile");
        boolean email = scopes.contains("email");
        boolean ofClient = granted.subject().value().equals(granted.client().value());
        if (ofClient || (!name && !email)) {
            return Profile.UNKNOWN;
        }
        try {
            Optional<User> user = users.find(new UserId(granted.subject().value()));
            return new Profile(
                    user.flatMap(User::name).filter(text -> name && text.length() <= LONGEST),
                    user.flatMap(User::email).filter(text -> email && text.length() <= LONGEST));
        } catch (StorageException e) {
            log.warn("a token is issued without the claims of its user: {}", e.getMessage());
            return Profile.UNKNOWN;
        }
    }
}
