package dev.granary.http.upstream;

/** How users of a plain OAuth 2.0 provider are told apart. */
public sealed interface IdentitySource {

    /**
     * The token answer says it.
     *
     * @param fields paths into the token answer, also into the claims of a JWT in it
     */
    record InTokenAnswer(IdentityFields fields) implements IdentitySource {}

    /**
     * The provider is asked.
     *
     * @param userInfo where
     */
    record AtUserInfo(UserInfo userInfo) implements IdentitySource {}

    /**
     * Nothing says it. Every login is a new subject, {@code tk-} and 32 hexadecimal digits of the access token's hash;
     * as the first upstream of a login it makes no user that lasts.
     */
    record Synthetic() implements IdentitySource {}
}
