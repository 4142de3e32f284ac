package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import proglog.Bytes;

/// The console of a cluster of three, in a real browser.
final class ConsoleBrowserTest {

    private static final long TWO_SECONDS = 2_000_000_000;

    private static Browser browser;
    private static ConsoleCluster cluster;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        browser = Browser.start();
        cluster = ConsoleCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void desktop() {
        browser.become(1280, 800, false);
        var _ = browser.complaints();
    }

    private static void open(ConsoleNode node) {
        browser.open("http://" + node.address() + "/console");
        browser.await("three nodes", () -> browser.texts("#nodes li").size() == 3);
        browser.awaitText("#link", "Live");
    }

    private static String role(ConsoleNode node) {
        return browser.text("li[data-name=" + node.name() + "] .role");
    }

    private static void restart(ConsoleNode killed) throws IOException {
        ConsoleNode again = cluster.start(killed.name());
        browser.await(again.name() + " to be back", () -> role(again).equals("follower"));
    }

    @Test
    void showsWhoLeadsAndWhatEachNodeHas() {
        cluster.append(List.of(Bytes.utf8("a record"), Bytes.utf8("<b>another</b>")));
        ConsoleNode leader = cluster.leader();

        open(cluster.follower());

        browser.awaitText("#leader", leader.name() + " leads");
        browser.awaitText("#tail", "<b>another</b>");
        assertThat(cluster.nodes().map(ConsoleBrowserTest::role))
                .containsOnlyOnce("leader")
                .contains("follower", "follower");
        assertThat(role(leader)).isEqualTo("leader");
        assertThat(browser.text("#term"))
                .isEqualTo(String.valueOf(leader.consensus().leadership().term()));
        browser.await("no lag", () -> browser.texts("#nodes .l").equals(List.of("0", "0", "0")));
        assertThat(browser.texts("#nodes .disk")).allMatch(text -> text.startsWith("1 segment, "));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void asksNothingOfAnyOtherHost() {
        open(cluster.leader());
        browser.awaitText("#leader", "leads");

        assertThat(browser.requested())
                .isNotEmpty()
                .allMatch(url -> url.startsWith("http://127.0.0.1:") || url.startsWith("data:"));
        assertThat(browser.run("return await fetch('http://192.0.2.1/').catch(e => 'refused')"))
                .as("its policy refuses what is not a console")
                .isEqualTo("refused");
        assertThat(browser.complaints()).allMatch(line -> line.contains("192.0.2.1"));
    }

    @Test
    void producesAndConsumesByItsForms() {
        open(cluster.follower());
        long offset = cluster.leader().records().offsets().next();

        browser.find("#value").sendKeys("written by hand", Keys.ENTER);

        browser.awaitText("#produced", "offset " + offset);
        browser.awaitText("#tail li:first-child", "written by hand");
        browser.find("#from").clear();
        browser.find("#from").sendKeys(String.valueOf(offset));
        browser.find("#fresh").click();
        browser.find("#consume button").click();
        browser.awaitText("#found", "written by hand");
        browser.find("#from").clear();
        browser.find("#from").sendKeys("4711", Keys.ENTER);
        browser.awaitText("#consumed", "offset 4711 is outside [0, ");
        assertThat(browser.complaints()).allMatch(line -> line.contains("404"));
    }

    @Test
    void showsAnElectionAsItHappens(TestReporter report) throws IOException {
        open(cluster.follower());
        ConsoleNode killed = cluster.leader();
        browser.awaitText("#leader", killed.name() + " leads");

        long begun = System.nanoTime();
        cluster.kill(killed);
        ConsoleNode elected = cluster.leader();
        long known = System.nanoTime();
        browser.awaitText("#leader", elected.name() + " leads");
        long shown = System.nanoTime();

        browser.await("the roles", () -> role(elected).equals("leader"));
        assertThat(role(killed)).isEqualTo("gone");
        assertThat(browser.text("#since")).contains("without a leader");
        assertThat(browser.texts("#events li"))
                .anyMatch(line -> line.contains(killed.name() + " is gone"))
                .anyMatch(line -> line.contains(elected.name() + " leads"));
        assertThat(browser.run("return document.getElementById('say').textContent").toString())
                .as("what a screen reader says")
                .contains(elected.name() + " leads in term");
        report.publishEntry(
                "election",
                "a leader after %d ms, on screen %d ms later"
                        .formatted((known - begun) / 1_000_000, (shown - known) / 1_000_000));
        assertThat(shown - known).isLessThan(TWO_SECONDS);
        assertThat(browser.complaints()).isEmpty();
        restart(killed);
    }

    @Test
    void goesOnWithAnotherConsoleWhenItsOwnNodeIsGone(TestReporter report) throws IOException {
        ConsoleNode killed = cluster.leader();
        open(killed);

        cluster.kill(killed);
        browser.awaitText("#gone", killed.name());
        ConsoleNode elected = cluster.leader();
        long known = System.nanoTime();
        browser.awaitText("#leader", elected.name() + " leads");
        long shown = System.nanoTime();

        report.publishEntry(
                "election",
                "seen from another console %d ms later".formatted((shown - known) / 1_000_000));
        assertThat(shown - known).isLessThan(TWO_SECONDS);
        browser.awaitText("#gone", "which served this page, is gone. This is what");
        assertThat(role(killed)).isEqualTo("gone");
        browser.find("#value").sendKeys("from a page of another console", Keys.ENTER);
        browser.awaitText("#produced", "on the disks of a majority");
        restart(killed);
        browser.await("it to return", () -> !browser.find("#gone").isDisplayed());
        assertThat(browser.text("#self")).isEqualTo(killed.name());
        assertThat(browser.complaints())
                .as("but that the node could not be reached")
                .allMatch(line -> line.contains(killed.address()) && line.contains("net::ERR"));
    }

    @Test
    void canBeUsedByKeyboardAndRemembersLightOrDark() {
        open(cluster.leader());
        browser.run("localStorage.removeItem('theme')");
        open(cluster.leader());

        browser.find("body").sendKeys(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        browser.find(".skip").sendKeys(Keys.TAB);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("theme");
        assertThat(background()).isEqualTo("rgb(245, 246, 244)");
        browser.find("#theme").sendKeys(Keys.SPACE);
        assertThat(browser.find("#theme").getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(background()).isEqualTo("rgb(14, 18, 22)");
        open(cluster.leader());
        assertThat(background()).isEqualTo("rgb(14, 18, 22)");
        browser.run("localStorage.removeItem('theme')");
        assertThat(browser.complaints()).isEmpty();
    }

    private static String background() {
        return browser.run("return getComputedStyle(document.body).backgroundColor").toString();
    }

    @Test
    void fitsOnAPhone() {
        browser.become(390, 844, true);
        open(cluster.leader());

        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        assertThat(background()).isEqualTo("rgb(14, 18, 22)");
    }
}
