package dev.granary.http.registration;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.SoftwareID;
import com.nimbusds.oauth2.sdk.id.SoftwareVersion;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.granary.client.Client;
import dev.granary.client.ClientMetadata;
import java.net.URI;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client is told of its registration (RFC 7591 section 3.2.1, RFC 7592 section 3). Never prints its secrets.
 *
 * @param client the client
 * @param secret its secret, once; later it is not known here any more
 * @param managementToken what it manages its registration with
 * @param statement the software statement that it has just registered with, unchanged
 */
record RegisteredClient(Client client, Optional<String> secret, String managementToken, Optional<String> statement) {

    /** The JSON document. */
    String document(URI issuer) {
        ClientInformation information = new ClientInformation(
                new ClientID(client.id().value()),
                Date.from(client.createdAt()),
                metadata(),
                secret.map(Secret::new).orElse(null),
                URI.create(issuer + ManagementEndpoint.PATH + client.id().value()),
                new BearerAccessToken(managementToken));
        return new ClientInformationResponse(information, true).toHTTPResponse().getBody();
    }

    private com.nimbusds.oauth2.sdk.client.ClientMetadata metadata() {
        ClientMetadata ours = client.metadata();
        com.nimbusds.oauth2.sdk.client.ClientMetadata told = new com.nimbusds.oauth2.sdk.client.ClientMetadata();
        told.setRedirectionURIs(
                ours.redirectUris().stream().map(URI::create).collect(Collectors.toCollection(LinkedHashSet::new)));
        told.setGrantTypes(
                ours.grantTypes().stream().map(GrantType::new).collect(Collectors.toCollection(LinkedHashSet::new)));
        told.setResponseTypes(Set.of(ResponseType.CODE));
        told.setScope(Scope.parse(ours.scopes().toString()));
        told.setTokenEndpointAuthMethod(
                new ClientAuthenticationMethod(client.authMethod().name().toLowerCase(Locale.ROOT)));
        ours.name().ifPresent(told::setName);
        ours.softwareId().map(SoftwareID::new).ifPresent(told::setSoftwareID);
        ours.softwareVersion().map(SoftwareVersion::new).ifPresent(told::setSoftwareVersion);
        if (!ours.postLogoutRedirectUris().isEmpty()) {
            told.setCustomField("post_logout_redirect_uris", ours.postLogoutRedirectUris());
        }
        statement.ifPresent(text -> told.setCustomField("software_statement", text));
        return told;
    }

    @Override
    public String toString() {
        return "RegisteredClient[" + client.id().value() + "]";
    }
}
