package dev.granary.cli.toolhive;

/**
 * What takes the rows of each kind.
 *
 * @param users takes users
 * @param identities takes identities, whose users have to be there
 * @param registrations takes registrations, which tell who got tokens
 * @param tokens takes upstream tokens, whose users and registrations have to be there
 * @param clients takes clients
 */
record Carriers(Carrier users, Carrier identities, Carrier registrations, Carrier tokens, Carrier clients) {

    /** The one for rows of this kind. */
    Carrier of(RowKind kind) {
        return switch (kind) {
            case USER -> users;
            case IDENTITY -> identities;
            case REGISTRATION -> registrations;
            case TOKENS -> tokens;
            case CLIENT -> clients;
        };
    }
}
