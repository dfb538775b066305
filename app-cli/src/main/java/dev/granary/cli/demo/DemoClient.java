package dev.granary.cli.demo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import java.io.IOException;
import java.net.URI;

/** The client of the story, which registers itself. */
final class DemoClient {

    /** Where users would be sent back to. Nobody goes there: the code is taken from the address. */
    static final URI CALLBACK = URI.create("https://client.example/callback");

    private DemoClient() {}

    /** Registers at this server, and returns what it authenticates with. */
    static ClientSecretBasic registered(String issuer) throws IOException {
        ClientMetadata metadata = new ClientMetadata();
        metadata.setName("The client of the story");
        metadata.setRedirectionURI(CALLBACK);
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        try {
            ClientInformation client = ClientRegistrationResponse.parse(
                            new ClientRegistrationRequest(URI.create(issuer + "/oauth/register"), metadata, null)
                                    .toHTTPRequest()
                                    .send())
                    .toSuccessResponse()
                    .getClientInformation();
            return new ClientSecretBasic(client.getID(), client.getSecret());
        } catch (ParseException e) {
            throw new IOException("the client was not registered", e);
        }
    }
}
