package dev.granary.client;

import dev.granary.record.RecordCodec;
import dev.granary.record.RecordReader;
import dev.granary.record.RecordWriter;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Spells a client. */
final class ClientCodec implements RecordCodec<Client> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Client record, RecordWriter out) {
        out.text("id", record.id().value());
        out.choice("origin", record.origin());
        writeMetadata(record.metadata(), out);
        out.choice("auth_method", record.authMethod());
        out.text("secret_hash", record.secretHash().map(ClientSecretHash::value));
        out.time("created_at", record.createdAt());
        out.time("proven_at", record.provenAt());
        out.time("expires_at", record.expiresAt());
        out.time("removed_at", record.removedAt());
        out.text("management_hash", record.managementHash().map(ClientSecretHash::value));
    }

    @Override
    public Client read(RecordReader in) {
        return new Client(
                new ClientId(in.text("id")),
                in.choice("origin", ClientOrigin.class),
                readMetadata(in),
                in.choice("auth_method", TokenEndpointAuthMethod.class),
                in.optionalText("secret_hash").map(ClientSecretHash::new),
                in.time("created_at"),
                in.optionalTime("proven_at"),
                in.optionalTime("expires_at"),
                in.optionalTime("removed_at"),
                in.optionalText("management_hash").map(ClientSecretHash::new),
                in.stamp());
    }

    private static void writeMetadata(ClientMetadata metadata, RecordWriter out) {
        out.text("name", metadata.name());
        out.texts("redirect_uris", metadata.redirectUris());
        out.texts("grant_types", metadata.grantTypes());
        out.texts("response_types", metadata.responseTypes());
        out.texts("scopes", metadata.scopes().values());
        out.texts("resources", metadata.resources().stream().map(Resource::uri).toList());
        out.text("software_id", metadata.softwareId());
        out.text("software_version", metadata.softwareVersion());
        out.texts("post_logout_redirect_uris", metadata.postLogoutRedirectUris());
    }

    private static ClientMetadata readMetadata(RecordReader in) {
        return new ClientMetadata(
                in.optionalText("name"),
                in.texts("redirect_uris"),
                in.texts("grant_types"),
                in.texts("response_types"),
                Scopes.of(in.texts("scopes")),
                in.texts("resources").stream().map(Resource::new).collect(Collectors.toCollection(TreeSet::new)),
                in.optionalText("software_id"),
                in.optionalText("software_version"),
                in.texts("post_logout_redirect_uris"));
    }
}
