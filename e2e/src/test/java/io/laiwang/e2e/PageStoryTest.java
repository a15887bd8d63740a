package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The web client in a real browser. */
class PageStoryTest {
    private static Browser browser;

    private final World world = World.get();

    @BeforeAll
    static void start() {
        browser = Browser.startOrSkip("the story of the page in a browser");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void twoPeopleMeetAndTalkInTheirBrowsers() {
        Window mei = browser.desktop(world.url());
        Window jonas = browser.phone(world.url());
        mei.photograph("sign-in");
        String meisHandle = handle("mei");
        mei.signsUp("Mei Lin", meisHandle);
        jonas.signsUp("Jonas Berg", handle("jonas")).photograph("empty-phone");
        jonas.asksToBeContactOf(meisHandle, "It's Jonas, from the climbing hall");
        mei.photograph("request");
        mei.accepts("Jonas Berg");
        mei.opens("Jonas Berg");
        jonas.opens("Mei Lin");

        mei.says("Are we still on for Saturday?");
        jonas.hears("Are we still on for Saturday?");
        jonas.says("Yes! I'll bring the long rope, you bring the coffee.");
        mei.hears("you bring the coffee");
        mei.says("Deal.");
        mei.says("Half past eight at the station, platform 4?");
        jonas.hears("platform 4?");
        jonas.says("Perfect. See you there!");
        mei.hears("See you there!");
        mei.seesRead("platform 4?");

        mei.photograph("chat-desktop");
        jonas.photograph("chat-phone");
        jonas.goesBack();
        jonas.photograph("list-phone");
        assertEquals(List.of(), mei.faults());
        assertEquals(List.of(), jonas.faults());
    }

    @Test
    void aReloadAndATunnelLoseNothingAndRepeatNothing() throws IOException {
        try (Line line = Line.to(world.url())) {
            annTravelsWithBen(line);
        }
    }

    private void annTravelsWithBen(Line line) {
        String annsHandle = handle("ann");
        Window ann = browser.darkPhone(line.url()).signsUp("Ann", annsHandle);
        Window ben = browser.desktop(world.url()).signsUp("Ben", handle("ben"));
        ben.asksToBeContactOf(annsHandle, "hi");
        ann.accepts("Ben");
        ann.opens("Ben");
        ben.opens("Ann");
        ben.says("one");
        ann.hears("one");
        String markup = "<img src=x onerror=alert(1)> is text here";
        ben.says(markup);
        ann.hears(markup);

        ann.reloads();
        ann.hears("one");
        line.cut();
        ann.noticesThatItIsOffline();
        ben.says("two");
        ben.says("three");
        line.mend();
        ann.isLiveAgain();
        ann.hears("three");
        ann.says("four");
        ben.hears("four");

        List<String> all = List.of("one", markup, "two", "three", "four");
        assertEquals(all, ann.texts());
        assertEquals(all, ben.texts());
        ann.photograph("chat-phone-dark");
        assertEquals(List.of(), ben.faults());
    }

    private static String handle(String name) {
        return name + "_" + UUID.randomUUID().toString().substring(0, 6);
    }
}
