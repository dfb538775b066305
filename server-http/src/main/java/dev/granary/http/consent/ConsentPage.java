package dev.granary.http.consent;

import dev.granary.authorization.ResolvedUser;
import dev.granary.client.Client;
import dev.granary.client.ClientOrigin;
import dev.granary.grant.Granted;
import dev.granary.http.exchange.Answer;
import dev.granary.http.exchange.Page;
import dev.granary.scope.Resource;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks a user whether a client may have what it asks for.
 *
 * @param client the client
 * @param wanted what it is to get
 * @param user who is asked
 */
public record ConsentPage(Client client, Granted wanted, ResolvedUser user) {

    private static final int OK = 200;

    /** The page. Its form names this ticket; the answer leads to this redirect URI in the end. */
    public Answer answer(String ticket, String redirectUri) {
        URI target = URI.create(redirectUri);
        String name = client.metadata().name().orElse(client.id().value());
        String body = """
                <p><strong><bdi>%s</bdi></strong> asks for access as %s.</p>
                %s<p>You will be sent to <strong>%s</strong>.</p>
                <p>It wants to:</p>
                <ul>
                %s
                </ul>
                <form method="post" action="consent">
                <input type="hidden" name="login" value="%s">
                <button name="decision" value="allow" class="go">Allow</button>
                <button name="decision" value="deny">Do not allow</button>
                </form>
                """.formatted(
                        Page.escaped(name),
                        Page.escaped(user.name().or(user::email).orElse("you")),
                        warning(),
                        Page.escaped(place(target)),
                        String.join("\n", wishes().toList()),
                        Page.escaped(ticket));
        return new Page("Allow access?", body, List.of("https:", target.getScheme() + ":")).answer(OK);
    }

    private String warning() {
        return client.origin() == ClientOrigin.CONFIGURED
                ? ""
                : "<p class=\"warning\">This application registered itself. Nobody has verified who is behind its name:"
                        + " allow it only if you have just come from it.</p>\n";
    }

    private Stream<String> wishes() {
        return Stream.concat(
                        wanted.scopes().values().stream().map(ConsentPage::meaning),
                        wanted.resources().stream().map(Resource::uri).map(uri -> "use " + uri + " on your behalf"))
                .map(text -> "<li>" + Page.escaped(text) + "</li>");
    }

    private static String meaning(String scope) {
        return switch (scope) {
            case "openid" -> "know that it is you";
            case "profile" -> "see your name";
            case "email" -> "see your e-mail address";
            case "offline_access" -> "keep its access while you are away";
            default -> "have the permission " + scope;
        };
    }

    private static String place(URI target) {
        return Optional.ofNullable(target.getHost())
                .orElse("the application on this device (" + target.getScheme() + ")");
    }
}
