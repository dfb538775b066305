package dev.granary.domain.token;

import dev.granary.grant.Grant;

/**
 * An authorization code. Never prints its value.
 *
 * @param grant the grant as it is stored
 * @param code the code's value
 */
public record IssuedCode(Grant grant, String code) {

    @Override
    public String toString() {
        return "IssuedCode[" + grant.id().value() + "]";
    }
}
