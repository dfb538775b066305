package dev.granary.http.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A page for whoever looks at the browser: no script, nothing from elsewhere, and not to be framed.
 *
 * @param title its title
 * @param body its HTML, in which every text from outside is escaped
 * @param formTargets where its forms may lead beside the server itself, as sources of a content security policy;
 *     browsers hold the redirects that follow to it, too
 */
public record Page(String title, String body, List<String> formTargets) {

    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; background: #f4f1ea; color: #2b2620; margin: 0; }
            main { max-width: 28rem; margin: 10vh auto 0; padding: 2rem; background: #fff; border-radius: 8px; }
            h1 { font-size: 1.3rem; margin: 0 0 1rem; }
            strong { overflow-wrap: anywhere; }
            button { font: inherit; padding: .5rem 1.25rem; margin: 1rem .5rem 0 0; border-radius: 4px; cursor: pointer;
              border: 1px solid #7a4b12; background: #fff; color: #7a4b12; }
            button.go { background: #7a4b12; color: #fff; }
            .warning { background: #fff3cd; border: 1px solid #d8b44a; border-radius: 4px; padding: .5rem .75rem; }
            :focus-visible { outline: 3px solid #d8952f; outline-offset: 1px; }
            """;

    /** Copies the list. */
    public Page {
        formTargets = List.copyOf(formTargets);
    }

    /** The answer that shows it. */
    public Answer answer(int status) {
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(title), STYLE, escaped(title), body);
        return Answer.html(status, html)
                .with("Content-Security-Policy", policy())
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "no-referrer");
    }

    /** A text as it may stand in HTML, within an element or an attribute in double quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String policy() {
        return "default-src 'none'; style-src 'sha256-" + hashOfStyle() + "'; form-action 'self'"
                + String.join(
                        "",
                        formTargets.stream()
                                .distinct()
                                .map(source -> " " + source)
                                .toList())
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private static String hashOfStyle() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
