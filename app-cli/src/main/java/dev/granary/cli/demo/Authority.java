package dev.granary.cli.demo;

import dev.granary.domain.audit.AuditType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The authorization server of the story, as the client in it sees it. */
interface Authority extends AutoCloseable {

    /** The user has agreed: a code for the client, unless the authority refuses. */
    Optional<String> issueCode();

    /** The client redeems a code with its verifier. */
    Answer redeem(String code);

    /** The client, or who pretends to be it, presents a refresh token. */
    Answer refresh(String refreshToken);

    /** Whether introspection calls the token active. */
    boolean isLive(String token);

    /** Lets time pass. */
    void pass(Duration time);

    /** The audit events so far, oldest first. */
    List<AuditType> audit();

    @Override
    void close();
}
