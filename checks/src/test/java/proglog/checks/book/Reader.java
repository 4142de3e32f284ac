package proglog.checks.book;

import proglog.console.Browser;

/// Reads the book in a browser: waits for each page until it is alive. For one thread only.
record Reader(Browser browser) {

    // Vue has taken the page over when the root knows its application.
    private static final String ALIVE =
            "document.querySelector('#app').__vue_app__ !== undefined"
                    + " && document.querySelector('.VPContent') !== null"
                    + " && [...document.querySelectorAll('.mermaid')]"
                    + ".every(diagram => diagram.querySelector('svg'))";

    /// Opens a page and waits until it is alive and its diagrams are drawn: one that Mermaid does
    /// not understand never is.
    void open(String address) {
        browser.open(address);
        browser.await("the page and its diagrams of " + address, () -> is(ALIVE));
    }

    boolean is(String expression) {
        return browser.run("return " + expression).equals(true);
    }

    long count(String expression) {
        return (Long) browser.run("return " + expression);
    }
}
