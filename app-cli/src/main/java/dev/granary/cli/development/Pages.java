package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;

/** Answers for people. */
final class Pages {

    private Pages() {}

    /** A page that nothing is loaded into and that nobody frames. */
    static HTTPResponse page(int status, String html) {
        HTTPResponse response = plain(status, html);
        response.setHeader("Content-Type", "text/html;charset=utf-8");
        // Without form-action: browsers hold it against the redirects that follow, and those lead to the client.
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
        return response;
    }

    static HTTPResponse plain(int status, String text) {
        HTTPResponse response = new HTTPResponse(status);
        response.setHeader("Content-Type", "text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setBody(text);
        return response;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
