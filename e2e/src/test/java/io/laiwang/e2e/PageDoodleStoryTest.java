package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drawing, disappearing, and who is there, as the web client shows them. */
class PageDoodleStoryTest {
    private static Browser browser;

    private final World world = World.get();
    private Window ann;
    private Window ben;

    @BeforeAll
    static void start() {
        browser = Browser.startOrSkip("the story of a page on which one draws");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void theyMeet() {
        String annsHandle = handle("ann");
        ann = browser.phone(world.url()).signsUp("Ann", annsHandle);
        ben = browser.desktop(world.url()).signsUp("Ben", handle("ben"));
        ben.asksToBeContactOf(annsHandle, "hi");
        ann.accepts("Ben");
        ann.opens("Ben");
        ben.opens("Ann");
    }

    @Test
    void aDoodleIsDrawnSeenAndPlayedAgain() {
        ann.drawsAndSends();
        ben.seesADoodle();
        ben.playsTheDoodle();
        ann.seesADoodle();

        ann.photograph("doodle-phone");
        ben.photograph("doodle-desktop");
        assertEquals(List.of(), ann.faults());
        assertEquals(List.of(), ben.faults());
    }

    @Test
    void whatBurnsIsOpenedAndGoesForBoth() {
        String secret = "The key is under the third stone";
        ann.letsBurnAfter("10 seconds");
        ann.writes(secret);
        ann.photograph("sealed-phone");
        assertEquals(List.of(), ben.texts());

        ben.opensTheEnvelope();
        ben.hears(secret);
        ann.shows("Opened by Ben");
        ben.photograph("opened-desktop");

        ben.seesItDisappear();
        ann.seesItDisappear();
        assertEquals(List.of(), ben.texts());
        ben.reloads();
        ben.shows("Message disappeared");
        assertEquals(List.of(), ann.faults());
        assertEquals(List.of(), ben.faults());
    }

    @Test
    void oneSeesWhoIsThereAndWhoIsWriting() {
        ben.shows("Online");
        ann.beginsToWrite("I was just");
        ben.shows("Writing…");
        ben.photograph("writing-desktop");
        assertEquals(List.of(), ann.faults());
        assertEquals(List.of(), ben.faults());
    }

    private static String handle(String name) {
        return name + "_" + UUID.randomUUID().toString().substring(0, 6);
    }
}
