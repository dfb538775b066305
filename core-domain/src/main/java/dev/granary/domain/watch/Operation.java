package dev.granary.domain.watch;

import java.util.Locale;

/** The use cases that are told of. There are as many as are listed here, so each may be a label. */
public enum Operation {
    /** A code is issued at the end of a login. */
    ISSUE_CODE,
    /** A token is issued without a chain: client credentials, or a bearer's assertion. */
    ISSUE_TOKEN,
    /** A token is exchanged for another. */
    EXCHANGE_TOKEN,
    /** A code is redeemed. */
    REDEEM_CODE,
    /** A refresh token is presented. */
    REFRESH_TOKEN,
    /** A client revokes a token. */
    REVOKE_TOKEN,
    /** A token is introspected. */
    INTROSPECT_TOKEN,
    /** An access token is looked at by the server or its host. */
    FIND_TOKEN,
    /** A subject is revoked. */
    REVOKE_SUBJECT,
    /** A client's grants are revoked. */
    REVOKE_CLIENT,
    /** A session is revoked. */
    REVOKE_SESSION,
    /** A client registers itself. */
    REGISTER_CLIENT,
    /** A client changes its registration. */
    UPDATE_CLIENT,
    /** A client proves itself. */
    AUTHENTICATE_CLIENT,
    /** A client is removed. */
    REMOVE_CLIENT,
    /** An upstream is found ready for a browser to be sent there. */
    DEPART_TO_UPSTREAM,
    /** A login is kept before its browser is sent to an upstream. */
    BEGIN_LOGIN,
    /** A browser is asked for consent. */
    AWAIT_CONSENT,
    /** A login that came back from an upstream, or from the question for consent, is taken. */
    TAKE_LOGIN,
    /** An upstream's code is redeemed there, and who logged in is found out. */
    ARRIVE_FROM_UPSTREAM,
    /** A user is looked up by an identity, and made if there is none. */
    RESOLVE_USER,
    /** A user is deleted. */
    DELETE_USER,
    /** A user's identity is linked or unlinked. */
    LINK_IDENTITY,
    /** What an upstream gave is kept. */
    SAVE_UPSTREAM_TOKENS,
    /** What an upstream gave is read. */
    FIND_UPSTREAM_TOKENS,
    /** What an upstream gave is asked for, refreshed where that is due. */
    REFRESH_UPSTREAM_TOKENS,
    /** A session's upstream tokens are removed, or those of one upstream. */
    END_SESSION,
    /** This server registers, or is registered, at an upstream, or gives registrations up. */
    REGISTER_UPSTREAM,
    /** An assertion is used. */
    CONSUME_ASSERTION,
    /** An initial access token is used. */
    SPEND_INITIAL_ACCESS,
    /** A user's consent is kept. */
    KEEP_CONSENT;

    /** Its name in metrics and documents, such as {@code issue_code}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
