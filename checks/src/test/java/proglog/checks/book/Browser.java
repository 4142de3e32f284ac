package proglog.checks.book;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;

/// A real Chromium that reads the book. For one thread only.
record Browser(ChromeDriver driver) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PLACES = List.of("/usr/bin", "/usr/local/bin", "/snap/bin");

    // Vue has taken the page over when the root knows its application.
    private static final String ALIVE =
            "document.querySelector('#app').__vue_app__ !== undefined"
                    + " && document.querySelector('.VPContent') !== null"
                    + " && [...document.querySelectorAll('.mermaid')]"
                    + ".every(diagram => diagram.querySelector('svg'))";

    /// Starts one; without one on this machine the test is skipped, or fails where
    /// `REQUIRE_BROWSER` is true.
    static Browser start() {
        Optional<Path> chromium = program("chromium", "google-chrome");
        Optional<Path> chromedriver = program("chromedriver");
        boolean isThere = chromium.isPresent() && chromedriver.isPresent();
        if (!isThere && "true".equals(System.getenv("REQUIRE_BROWSER"))) {
            throw new AssertionError("no browser: apt-get install chromium chromium-driver");
        }
        Assumptions.assumeTrue(
                isThere, "no browser on this machine: apt-get install chromium chromium-driver");
        ChromeOptions options =
                new ChromeOptions()
                        .setBinary(chromium.orElseThrow().toFile())
                        .addArguments(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking",
                                "--disable-gpu",
                                "--lang=en-GB",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        LoggingPreferences wanted = new LoggingPreferences();
        wanted.enable(LogType.BROWSER, Level.ALL);
        wanted.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, wanted);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                        .usingAnyFreePort()
                        .withEnvironment(Map.of("SE_OFFLINE", "true", "SE_AVOID_STATS", "true"))
                        .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> PLACES.stream().map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// How large the page is, in its own pixels.
    void become(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    /// Opens a page of the book and waits until it is alive and its diagrams are drawn.
    void open(String address) {
        driver.get(address);
        await("the page and its diagrams", () -> is(ALIVE));
    }

    boolean is(String expression) {
        return Boolean.TRUE.equals(driver.executeScript("return " + expression));
    }

    long count(String expression) {
        return driver.executeScript("return " + expression) instanceof Number n
                ? n.longValue()
                : -1;
    }

    /// Waits until `condition` holds.
    void await(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
                .withMessage(() -> driver.getCurrentUrl() + ": waited for " + what)
                .ignoring(StaleElementReferenceException.class)
                .until(_ -> condition.getAsBoolean());
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
    }

    /// What the page and the browser complained about since the last call.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /// Every address that was asked for since the last call.
    List<String> requested() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
