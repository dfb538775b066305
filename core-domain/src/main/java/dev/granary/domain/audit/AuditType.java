package dev.granary.domain.audit;

/** The sorts of audit event. */
public enum AuditType {
    /** A code was issued. */
    CODE_ISSUED,
    /** A code was redeemed. */
    CODE_REDEEMED,
    /** A refresh token was rotated. */
    TOKEN_REFRESHED,
    /** A grant without a chain was opened. */
    TOKEN_ISSUED,
    /** A token or an assertion was exchanged for a token of a new grant. */
    TOKEN_EXCHANGED,
    /** The same successor was given again within the retry window. */
    RETRIED,
    /** A used code came back; its grant is revoked. */
    CODE_REPLAYED,
    /** An earlier refresh token came back; its grant is revoked. */
    REFRESH_TOKEN_REUSED,
    /** A credential was presented by or for something else than it was issued to. */
    MISMATCHED,
    /** A new grant was refused, for a bulk revocation came between its login and its first write. */
    FENCED,
    /** A client revoked a token. */
    REVOKED,
    /** A subject, session or client was revoked, with how many grants and whether that is all. */
    BULK_REVOKED,
    /** A client was registered dynamically. */
    REGISTERED,
    /** A dynamic client's registration was changed by its own management token (RFC 7592). */
    CLIENT_UPDATED,
    /** An initial access token was issued or revoked, or one was spent or refused. */
    INITIAL_ACCESS,
    /** A dynamic client that never proved itself was evicted to keep room for others. */
    EVICTED,
    /** A client was removed, with whether everything it held is revoked. */
    CLIENT_REMOVED,
    /** A pending login or upstream tokens were asked for by someone they are not bound to. */
    BINDING_FAILED,
    /** Records of one kind that another server kept were taken over, with how many. */
    ADOPTED,
    /** Somebody logged in for the first time. */
    USER_CREATED,
    /** An identity was linked to a user who was there before. */
    IDENTITY_LINKED,

    /** An identity does not lead to its user any more, or is about to; with how many upstream tokens were removed. */
    IDENTITY_UNLINKED,

    /** A user was deleted, with how many grants were revoked and whether nothing is left. */
    USER_DELETED,

    /** A user allowed a client what it asked for. */
    CONSENT_GIVEN,
    /** A user did not allow a client what it asked for. */
    CONSENT_DENIED,
    /** Upstream tokens were given out. */
    UPSTREAM_READ,
    /** Upstream tokens were refreshed. */
    UPSTREAM_REFRESHED,
    /** An upstream refused a refresh token for good; it is not kept any longer, and the user has to log in there. */
    UPSTREAM_REFRESH_REFUSED,
    /** An upstream gave another user's tokens at a refresh; neither they nor the refresh token are kept. */
    UPSTREAM_SUBJECT_CHANGED,
    /** What an upstream gave at a refresh could not be kept, with why; the old refresh token may be spent. */
    UPSTREAM_REFRESH_LOST,
    /** An upstream's API refused an access token that had not expired; it will be refreshed. */
    UPSTREAM_TOKEN_REJECTED,
    /** An assertion was presented again. */
    ASSERTION_REPLAYED,
    /** A registration of ours at an upstream was put in use. */
    UPSTREAM_REGISTERED,
    /** A registration of ours was deleted at its upstream. */
    UPSTREAM_DEREGISTERED,
    /** A registration of ours could not be deleted at its upstream, with whether that will be tried again. */
    UPSTREAM_NOT_DEREGISTERED,
    /** A registration of ours has been in use for more than 90 days; told once a day. */
    UPSTREAM_REGISTRATION_AGED,
    /** A key was published, put in use, or is not trusted any more. */
    KEY_ROTATED
}
