package io.laiwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The page in one window, used as people use it: by what they see. */
final class Window {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    /** What the network says, and the answer to a call that comes before its news has reached every service. */
    private static final Pattern NETWORK_FAULT = Pattern.compile("net::ERR_|WebSocket connection to|status of 404");

    private static final double PATIENCE_MS = 20_000;
    /** So far from the paper's edge a stroke begins and ends. */
    private static final double MARGIN = 20;

    private final Page page;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    Window(BrowserContext context, String url) {
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(error -> faults.add("error: " + error));
        page.onConsoleMessage(message -> {
            // a call that fails while the network is off is told there too, and is none of the page's faults
            boolean isAsset = message.location().contains("/assets/");
            if (message.type().equals("error")
                    && (isAsset || !NETWORK_FAULT.matcher(message.text()).find())) {
                faults.add("console: " + message.text());
            }
        });
        page.navigate(url);
    }

    Window signsUp(String name, String handle) {
        button("Create an account").click();
        page.getByLabel("Your name").fill(name);
        page.getByLabel("Handle").fill(handle);
        page.getByLabel("Password").fill("correct horse battery");
        button("Create account").click();
        isVisible(page.getByText("No conversations yet"));
        return this;
    }

    void asksToBeContactOf(String handle, String message) {
        button("Add a contact").click();
        page.getByLabel("Handle").fill(handle);
        page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true))
                .last()
                .fill(message);
        button("Send request").click();
        isVisible(page.getByText("has been asked"));
    }

    void accepts(String name) {
        isVisible(page.locator(".request").getByText(name));
        button("Accept").click();
    }

    void opens(String name) {
        page.locator(".conversation", new Page.LocatorOptions().setHasText(name))
                .click();
        isVisible(composer());
    }

    void goesBack() {
        button("Back to the conversations").click();
    }

    /** Puts a hand on the page's stream, from now on. */
    StreamTap tapsItsStream() {
        StreamTap tap = new StreamTap(page);
        page.reload();
        return tap;
    }

    void beginsToWrite(String text) {
        composer().fill(text);
    }

    /** Sends, and doesn't look whether it arrives. */
    void writes(String text) {
        beginsToWrite(text);
        button("Send").click();
    }

    void says(String text) {
        writes(text);
        hears(text);
        isVisible(bubble(text).locator(".tick"));
    }

    void hears(String text) {
        isVisible(bubble(text));
    }

    /** Shown as read by the other one. */
    void seesRead(String text) {
        isVisible(bubble(text).locator(".tick.is-read"));
    }

    /** What the conversation shows, in order. */
    List<String> texts() {
        return page.locator(".message .text").allInnerTexts();
    }

    /** Two strokes, from corner to corner. */
    void drawsAndSends() {
        button("Draw a doodle").click();
        BoundingBox paper = page.locator(".drawing").boundingBox();
        stroke(paper.x, paper.y, paper.x + paper.width, paper.y + paper.height);
        stroke(paper.x, paper.y + paper.height, paper.x + paper.width, paper.y);
        page.locator("dialog").getByText("Send").click();
    }

    void seesADoodle() {
        isVisible(doodle());
        page.waitForCondition(() -> inkOf(doodle()) > 0);
    }

    void playsTheDoodle() {
        String still = doodle().getAttribute("src");
        doodle().click();
        page.waitForCondition(() -> !doodle().getAttribute("src").equals(still));
        page.waitForCondition(() -> inkOf(doodle()) > 0);
    }

    void letsBurnAfter(String time) {
        page.getByLabel("Disappearing message").selectOption("Disappears " + time + " after opening");
    }

    void opensTheEnvelope() {
        page.locator(".envelope").click();
    }

    void seesItDisappear() {
        isVisible(page.locator(".message .is-gone"));
    }

    void shows(String text) {
        isVisible(page.getByText(text).first());
    }

    void reloads() {
        page.reload();
    }

    void noticesThatItIsOffline() {
        assertThat(page.locator(".messenger"))
                .hasAttribute("data-connection", Pattern.compile("offline|connecting"), within());
    }

    void isLiveAgain() {
        assertThat(page.locator(".messenger")).hasAttribute("data-connection", "live", within());
    }

    void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** What the page did wrong so far: uncaught errors, and what the browser refused or complained of. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private Locator composer() {
        return page.locator(".composer textarea");
    }

    private void stroke(double fromX, double fromY, double toX, double toY) {
        page.mouse().move(fromX + MARGIN, fromY < toY ? fromY + MARGIN : fromY - MARGIN);
        page.mouse().down();
        page.mouse()
                .move(toX - MARGIN, fromY < toY ? toY - MARGIN : toY + MARGIN, new Mouse.MoveOptions().setSteps(12));
        page.mouse().up();
    }

    private Locator doodle() {
        return page.locator(".doodle img");
    }

    /** How many pixels of a picture are darker than paper. */
    private static int inkOf(Locator image) {
        return (int) image.evaluate("""
            image => {
              const canvas = new OffscreenCanvas(64, 64);
              const context = canvas.getContext('2d');
              if (image.naturalWidth > 0) context.drawImage(image, 0, 0, 64, 64);
              const {data} = context.getImageData(0, 0, 64, 64);
              return data.filter((value, i) => i % 4 === 0 && data[i + 3] === 255 && value < 128).length;
            }""");
    }

    private Locator bubble(String text) {
        return page.locator(".message .bubble", new Page.LocatorOptions().setHasText(text));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void isVisible(Locator locator) {
        assertThat(locator.first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
    }

    private static LocatorAssertions.HasAttributeOptions within() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS);
    }
}
