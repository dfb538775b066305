package dev.granary.domain.upstream;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a host that asked for a credential can do: use it, begin a login, or come back. */
public sealed interface CredentialOutcome {

    /** Calls the function of this case. */
    <T> T match(Cases<T> cases);

    /**
     * One function for each case.
     *
     * @param <T> what they return
     */
    record Cases<T>(
            Function<Valid, T> valid,
            Function<LoginReason, T> loginNeeded,
            Function<RefreshFault, T> later,
            Supplier<T> wrongHolder,
            Supplier<T> unknown) {}

    /**
     * It can be used.
     *
     * @param credential the credential
     * @param refreshed whether a refresh was waited for; who checked a grant before that checks it again
     */
    record Valid(UpstreamCredential credential, boolean refreshed) implements CredentialOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.valid().apply(this);
        }
    }

    /**
     * The user has to log in at the upstream again.
     *
     * @param reason why
     */
    record LoginNeeded(LoginReason reason) implements CredentialOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.loginNeeded().apply(reason);
        }
    }

    /**
     * There is none now, and another try may help.
     *
     * @param fault why
     */
    record Later(RefreshFault fault) implements CredentialOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.later().apply(fault);
        }
    }

    /** It is bound to another user or client. Nothing is given out. */
    record WrongHolder() implements CredentialOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.wrongHolder().get();
        }
    }

    /** There is none: there never was, or its session or the token that was shown for it has ended. */
    record Unknown() implements CredentialOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unknown().get();
        }
    }
}
