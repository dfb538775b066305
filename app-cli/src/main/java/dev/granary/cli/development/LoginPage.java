package dev.granary.cli.development;

import java.util.Optional;

/** The page on which somebody types who they are. It posts to the address that it was got from. */
final class LoginPage {

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Log in - Granary development provider</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; background: #f4f1ea; color: #2b2620; margin: 0; }
            main { max-width: 24rem; margin: 12vh auto 0; padding: 2rem; background: #fff; border-radius: 8px;
              box-shadow: 0 1px 4px #0003; }
            h1 { font-size: 1.3rem; margin: 0 0 1rem; }
            label { display: block; font-weight: 600; margin-bottom: .25rem; }
            input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #8a8175;
              border-radius: 4px; }
            button { font: inherit; padding: .5rem 1.25rem; margin: 1rem .5rem 0 0; border-radius: 4px; cursor: pointer;
              border: 1px solid #7a4b12; background: #fff; color: #7a4b12; }
            button.go { background: #7a4b12; color: #fff; }
            .warning { background: #fff3cd; border: 1px solid #d8b44a; border-radius: 4px; padding: .5rem .75rem; }
            .error { color: #a4161a; font-weight: 600; }
            :focus-visible { outline: 3px solid #d8952f; outline-offset: 1px; }
            </style>
            </head>
            <body>
            <main>
            <h1>Who do you want to be?</h1>
            <p class="warning">This provider is for development. It believes everybody and asks for no password.</p>
            {error}<form method="post">
            <label for="username">User name</label>
            <input id="username" name="username" value="{username}" maxlength="64" required autofocus
              autocomplete="username" autocapitalize="none" spellcheck="false">
            <button class="go">Log in</button>
            <button name="deny" value="true" formnovalidate>Cancel</button>
            </form>
            </main>
            </body>
            </html>
            """;

    private LoginPage() {}

    /** The page, with what is wrong about the last attempt and the name to begin with. */
    static String html(Optional<String> wrong, String username) {
        String error = wrong.map(text -> "<p class=\"error\" role=\"alert\">" + Pages.escaped(text) + "</p>\n")
                .orElse("");
        // The name last, for it may hold a placeholder.
        return HTML.replace("{error}", error).replace("{username}", Pages.escaped(username));
    }
}
