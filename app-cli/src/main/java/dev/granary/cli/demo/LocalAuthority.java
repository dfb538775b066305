package dev.granary.cli.demo;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Granted;
import dev.granary.pkce.CodeChallenge;
import dev.granary.pkce.CodeVerifier;
import dev.granary.scope.Scopes;
import dev.granary.spi.Storage;
import dev.granary.user.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An authority whose use cases are called directly. */
final class LocalAuthority implements Authority {

    private static final ClientId CLIENT = new ClientId("demo-client");
    private static final Subject SUBJECT = new Subject("alice");
    private static final Scopes SCOPES = Scopes.of("openid", "offline_access");
    private static final String REDIRECT_URI = "https://client.example/callback";

    /** The client of the story is the only one, so its verifier need not be secret. */
    private static final CodeVerifier VERIFIER = new CodeVerifier("demonstration-".repeat(4));

    private final Storage storage;
    private final Tokens tokens;
    private final MovableClock clock;
    private final List<AuditEvent> events;

    LocalAuthority(Storage storage, Tokens tokens, MovableClock clock, List<AuditEvent> events) {
        this.storage = storage;
        this.tokens = tokens;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Optional<String> issueCode() {
        CodeBinding binding = new CodeBinding(REDIRECT_URI, CodeChallenge.of(VERIFIER), Optional.empty());
        return tokens.issueCode(Granted.of(CLIENT, SUBJECT, SCOPES, clock.instant()), binding)
                .match(issued -> Optional.of(issued.code()), why -> Optional.empty());
    }

    @Override
    public Answer redeem(String code) {
        return answer(tokens.redeem(code, Binding.ofCode(CLIENT, REDIRECT_URI, VERIFIER), true));
    }

    @Override
    public Answer refresh(String refreshToken) {
        return answer(tokens.refresh(refreshToken, Binding.ofClient(CLIENT)));
    }

    @Override
    public boolean isLive(String token) {
        return tokens.introspect(token, new Caller(CLIENT, Set.of())).isPresent();
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    public List<AuditType> audit() {
        synchronized (events) {
            return events.stream().map(AuditEvent::type).toList();
        }
    }

    @Override
    public void close() {
        storage.close();
    }

    private static Answer answer(TokenOutcome outcome) {
        return outcome.match(
                issued -> new Answer(Optional.of(issued.accessToken()), issued.refreshToken()),
                why -> Answer.REFUSED,
                () -> Answer.REFUSED);
    }
}
