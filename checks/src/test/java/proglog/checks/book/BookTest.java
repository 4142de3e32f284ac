package proglog.checks.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import proglog.checks.Repository;
import proglog.console.Browser;

/// The book as a reader meets it: built from this tree, in a real browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(360)
final class BookTest {

    private static final int[] PHONE = {390, 844};
    private static final int[] DESKTOP = {1440, 900};
    private static final String OVERFLOW =
            "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    // Letters of 16 pixels that are drawn with less than 9
    private static final String TINY_DIAGRAMS =
            "[...document.querySelectorAll('.mermaid > svg')].filter(svg =>"
                + " svg.getBoundingClientRect().width < 0.55 * svg.viewBox.baseVal.width).length";

    private final List<AutoCloseable> open = new ArrayList<>();
    private Site site;
    private Reader reader;
    private Browser browser;

    @BeforeAll
    @Timeout(360)
    void buildAndStart() throws IOException, InterruptedException {
        site = Site.build(Repository.enclosing().root());
        open.add(site);
        browser = Browser.start();
        open.add(browser);
        reader = new Reader(browser);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable part : open.reversed()) {
            part.close();
        }
    }

    @BeforeEach
    void forget() {
        become(DESKTOP);
        browser.complaints();
    }

    private void become(int... size) {
        browser.become(size[0], size[1], false);
    }

    @Test
    void everyPageFitsAPhoneAndADesktopAndAsksNobodyElse() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> pages = new ArrayList<>(site.pages());
        pages.add("source/ch01-http-log/src/main/java/proglog/CommitLog.java.html");

        for (String page : pages) {
            become(PHONE);
            reader.open(site.address(page));
            note(wrong, page, "pixels wider than a phone", reader.count(OVERFLOW));
            note(wrong, page, "diagrams too small on a phone", reader.count(TINY_DIAGRAMS));
            become(DESKTOP);
            note(wrong, page, "pixels wider than a desktop", reader.count(OVERFLOW));
            note(wrong, page, "diagrams too small on a desktop", reader.count(TINY_DIAGRAMS));
            browser.complaints().forEach(complaint -> wrong.add(page + ": " + complaint));
        }

        assertThat(pages).hasSizeGreaterThan(50);
        assertThat(wrong).isEmpty();
        assertThat(browser.requested())
                .hasSizeGreaterThan(pages.size())
                .allMatch(asked -> asked.startsWith(site.address("")) || asked.startsWith("data:"));
    }

    private static void note(List<String> wrong, String page, String what, long count) {
        if (count != 0) {
            wrong.add("%s: %d %s".formatted(page, count, what));
        }
    }

    @Test
    void everyChapterHasADiagram() throws IOException {
        List<String> chapters =
                site.pages().stream()
                        .filter(page -> page.matches("ch\\d\\d-[^/]*/index\\.html"))
                        .toList();

        assertThat(chapters)
                .hasSize(9)
                .allSatisfy(chapter ->
                        assertThat(Site.text(site.folder().resolve(chapter)))
                                .contains("class=\"mermaid\""));
    }

    @Test
    void aWordIsFound() {
        reader.open(site.address("index.html"));

        browser.find("#local-search button").click();
        browser.await("the search", () -> !browser.texts("#localsearch-input").isEmpty());
        browser.find("#localsearch-input").sendKeys("linearizable");
        browser.await(
                "chapter 8 among the results",
                () ->
                        browser.texts(".results .result").stream()
                                .anyMatch(result -> result.contains("agreeing what comes next")));
        browser.find(".results .result").click();

        browser.await("the page", () -> !reader.is("location.pathname === '/index.html'"));
    }

    @Test
    void itCanBeDark() {
        reader.open(site.address("ch01-http-log/index.html"));
        boolean wasDark = reader.is("document.documentElement.classList.contains('dark')");

        browser.find(".VPNavBarAppearance .VPSwitchAppearance").click();

        String changed =
                "document.documentElement.classList.contains('dark') === %s".formatted(!wasDark);
        browser.await("the other colours", () -> reader.is(changed));
        reader.open(site.address("glossary.html"));
        assertThat(reader.is(changed)).as("remembered on the next page").isTrue();
    }

    @Test
    void itsBuildRefusesWhatIsWrong(@TempDir Path scratch) throws Exception {
        Path log = scratch.resolve("log");

        int exitCode =
                Site.node(Repository.enclosing().root(), log, "--test", "book/lib/book.test.js");

        assertThat(exitCode).as(() -> Site.text(log)).isZero();
    }
}
