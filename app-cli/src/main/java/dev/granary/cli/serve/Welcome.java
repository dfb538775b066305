package dev.granary.cli.serve;

import dev.granary.cli.settings.Settings;
import dev.granary.cli.settings.StorageUrl;
import java.io.PrintWriter;

/** Tells who started a server that it is ready, and what to try. */
final class Welcome {

    private final PrintWriter out;

    Welcome(PrintWriter out) {
        this.out = out;
    }

    void print(RunningServer server, Settings settings) {
        String issuer = server.issuer();
        if (settings.isDevelopment()) {
            out.println(
                    "*** FOR DEVELOPMENT ONLY: whoever types a name is logged in, for no upstream is configured. ***");
        }
        if (settings.storage().equals(StorageUrl.DEFAULT)) {
            out.println("Everything is kept in the folder granary-data; its file granary.keys opens what is sealed.");
        }
        server.metrics().ifPresent(address -> out.println("metrics at " + address));
        out.println("ready at " + issuer);
        out.println();
        out.println("Register a client:");
        out.println("  curl -s " + issuer + "/oauth/register -H 'Content-Type: application/json' \\");
        out.println(
                "    -d '{\"redirect_uris\":[\"http://127.0.0.1/callback\"],\"token_endpoint_auth_method\":\"none\"}'");
        out.println("Then point any OAuth 2.1 client at " + issuer + "; Ctrl-C ends the server.");
        out.flush();
    }
}
