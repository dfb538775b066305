package dev.granary.http.registration;

import com.nimbusds.oauth2.sdk.client.RegistrationError;
import dev.granary.http.outcome.RefusedException;
import dev.granary.http.trust.SoftwareStatements;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A registration request in which what a software statement says stands in the stead of what the client says (RFC 7591
 * section 2.3). Never prints itself.
 *
 * @param members what counts
 * @param statement the statement, if there is one and they are taken
 */
record VouchedDocument(Map<String, Object> members, Optional<String> statement) {

    private static final String MEMBER = "software_statement";

    /**
     * Reads a request. Where nobody is trusted for statements they are ignored, as any other unknown member.
     *
     * @throws RefusedException if its statement is invalid or not approved
     */
    static VouchedDocument of(Map<String, Object> sent, SoftwareStatements statements) {
        Object statement = sent.get(MEMBER);
        if (statement == null || !statements.areTaken()) {
            return new VouchedDocument(sent, Optional.empty());
        }
        if (!(statement instanceof String text)) {
            throw invalid();
        }
        Map<String, Object> members = new LinkedHashMap<>(sent);
        members.putAll(statements.read(text).match(vouched -> vouched, VouchedDocument::unapproved, () -> {
            throw invalid();
        }));
        return new VouchedDocument(members, Optional.of(text));
    }

    private static Map<String, Object> unapproved() {
        throw RefusedException.of(
                RegistrationError.UNAPPROVED_SOFTWARE_STATEMENT, "nobody who is trusted here made the statement");
    }

    private static RefusedException invalid() {
        return RefusedException.of(
                RegistrationError.INVALID_SOFTWARE_STATEMENT,
                "expected a JWT that its issuer signed, for now and for this server");
    }

    @Override
    public String toString() {
        return "VouchedDocument[…]";
    }
}
