package proglog.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import proglog.Bytes;
import proglog.http.Response;

/// The page and the three files it consists of. Immutable.
///
/// Nothing in it is made by a program: what is shown comes over the event stream. Its policy lets
/// it load these files and call this cluster's consoles, and nothing else anywhere.
final class PageFiles {

    private static final String PAGE = "console.html";
    private static final Map<String, String> TYPES =
            Map.of(
                    PAGE,
                    "text/html; charset=utf-8",
                    "console.css",
                    "text/css; charset=utf-8",
                    "console.js",
                    "text/javascript; charset=utf-8",
                    "icon.svg",
                    "image/svg+xml");

    private final Consoles consoles;
    private final Map<String, Bytes> files;

    private PageFiles(Consoles consoles, Map<String, Bytes> files) {
        this.consoles = consoles;
        this.files = files;
    }

    /// Reads the files.
    static PageFiles load(Consoles consoles) throws IOException {
        Map<String, Bytes> files = new HashMap<>();
        for (String name : TYPES.keySet()) {
            try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IOException("the console's file " + name + " is missing");
                }
                files.put(name, Bytes.wrap(in.readAllBytes()));
            }
        }
        return new PageFiles(consoles, Map.copyOf(files));
    }

    /// The page.
    Response page() {
        String consoles = String.join(" ", this.consoles.all());
        Response page = file(PAGE);
        String html = page.body().toUtf8().replace("{{consoles}}", consoles);
        return new Response(200, page.headers(), Bytes.utf8(html))
                .with("content-security-policy", policy(consoles));
    }

    /// One of the files, by its name.
    Response file(String name) {
        Bytes content = files.get(name);
        return content == null
                ? Response.error(404, "there is nothing at this path")
                : new Response(200, Map.of("content-type", TYPES.get(name)), content)
                        .with("referrer-policy", "no-referrer")
                        .with("x-frame-options", "DENY")
                        .with("cross-origin-opener-policy", "same-origin")
                        .with("cross-origin-resource-policy", "same-origin");
    }

    // Without a scheme an address means the page's own.
    private static String policy(String consoles) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self' %s; base-uri 'none'; form-action 'none';".formatted(consoles)
                + " frame-ancestors 'none'";
    }
}
