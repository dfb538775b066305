package dev.granary.client;

import dev.granary.record.Text;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a client is and what it may ask for (RFC 7591 section 2).
 *
 * @param name what people call it, up to 1,024 characters
 * @param redirectUris where it may be sent back to, up to 2,048 characters each
 * @param grantTypes the grant types it may use, up to 255 characters each
 * @param responseTypes the response types it may use, up to 255 characters each
 * @param scopes the most it may ask for
 * @param resources where its tokens may be used (RFC 8707)
 * @param softwareId the software it runs, up to 1,024 characters
 * @param softwareVersion the version of that software, up to 1,024 characters
 * @param postLogoutRedirectUris where a user may be sent to who logged out (OpenID Connect RP-Initiated Logout), up to
 *     2,048 characters each
 */
public record ClientMetadata(
        Optional<String> name,
        List<String> redirectUris,
        List<String> grantTypes,
        List<String> responseTypes,
        Scopes scopes,
        SortedSet<Resource> resources,
        Optional<String> softwareId,
        Optional<String> softwareVersion,
        List<String> postLogoutRedirectUris) {

    /** Copies the collections. @throws IllegalArgumentException if a text is empty, too long or not storable */
    public ClientMetadata {
        name.ifPresent(text -> Text.require("client name", text, 1024));
        redirectUris = Text.requireAll("redirect uri", redirectUris, 2048);
        grantTypes = Text.requireAll("grant type", grantTypes, 255);
        responseTypes = Text.requireAll("response type", responseTypes, 255);
        resources = Resource.setOf(resources);
        softwareId.ifPresent(text -> Text.require("software id", text, 1024));
        softwareVersion.ifPresent(text -> Text.require("software version", text, 1024));
        postLogoutRedirectUris = Text.requireAll("post logout redirect uri", postLogoutRedirectUris, 2048);
    }

    /** A client that nobody is sent to after a logout. */
    public ClientMetadata(
            Optional<String> name,
            List<String> redirectUris,
            List<String> grantTypes,
            List<String> responseTypes,
            Scopes scopes,
            SortedSet<Resource> resources,
            Optional<String> softwareId,
            Optional<String> softwareVersion) {
        this(name, redirectUris, grantTypes, responseTypes, scopes, resources, softwareId, softwareVersion, List.of());
    }
}
