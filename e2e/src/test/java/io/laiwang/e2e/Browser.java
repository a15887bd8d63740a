package io.laiwang.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium that is on this machine; none is downloaded. */
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where there is no Chromium the story is skipped by name; with {@code LAIWANG_REQUIRE_CHROMIUM=true} it fails. */
    static Browser startOrSkip(String story) {
        Optional<Path> chromium = find();
        if (chromium.isEmpty()) {
            String missing = "SKIPPED: " + story + ": no Chromium on the PATH, and LAIWANG_CHROMIUM names none";
            if (Boolean.parseBoolean(System.getenv("LAIWANG_REQUIRE_CHROMIUM"))) {
                throw new AssertionError(missing);
            }
            System.out.println(missing);
            Assumptions.abort(missing);
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        LaunchOptions options =
                new LaunchOptions().setExecutablePath(chromium.orElseThrow()).setArgs(FLAGS);
        return new Browser(playwright, playwright.chromium().launch(options));
    }

    /** A window of somebody who shares nothing with the others. */
    Window phone(String url) {
        return new Window(context(390, 844, ColorScheme.LIGHT), url);
    }

    Window desktop(String url) {
        return new Window(context(1280, 800, ColorScheme.LIGHT), url);
    }

    Window darkPhone(String url) {
        return new Window(context(390, 844, ColorScheme.DARK), url);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private BrowserContext context(int width, int height, ColorScheme scheme) {
        return browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setDeviceScaleFactor(2)
                .setLocale("en-GB")
                .setColorScheme(scheme));
    }

    private static Optional<Path> find() {
        Stream<Path> named =
                Stream.ofNullable(System.getenv("LAIWANG_CHROMIUM")).map(Path::of);
        Stream<Path> onPath = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }
}
