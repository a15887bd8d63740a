package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the web client makes of a stream that loses frames and of a server that has no time. */
class PageSyncStoryTest {
    private static Browser browser;

    private final World world = World.get();
    private Window ann;
    private Window ben;
    private StreamTap annsStream;

    @BeforeAll
    static void start() {
        browser = Browser.startOrSkip("the story of a page on a bad stream");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void theyMeet() {
        ann = browser.phone(world.url());
        annsStream = ann.tapsItsStream();
        String annsHandle = handle("ann");
        ann.signsUp("Ann", annsHandle);
        ben = browser.desktop(world.url()).signsUp("Ben", handle("ben"));
        ben.asksToBeContactOf(annsHandle, "hi");
        ann.accepts("Ben");
        ann.opens("Ben");
        ben.opens("Ann");
        ben.says("one");
        ann.hears("one");
    }

    @AfterEach
    void nothingWentWrong() {
        assertEquals(List.of(), ann.faults());
        assertEquals(List.of(), ben.faults());
    }

    @Test
    void whatTheServerDroppedComesAtTheResync() {
        annsStream.losesWhile("two", () -> ben.writes("two"));
        assertEquals(List.of("one"), ann.texts());

        annsStream.saysResync();

        ann.hears("two");
        assertEquals(List.of("one", "two"), ann.texts());
    }

    @Test
    void aGapIsFilledWhenTheNextMessageShowsIt() {
        annsStream.losesWhile("two", () -> ben.writes("two"));

        ben.says("three");

        ann.hears("two");
        ann.hears("three");
        assertEquals(List.of("one", "two", "three"), ann.texts());
    }

    @Test
    void whatWasRefusedStaysBeforeWhatWasWrittenAfterIt() {
        annsStream.refuses("two");
        ann.writes("two");
        ann.writes("three");
        ann.says("four");

        ben.hears("four");
        ben.hears("two");
        assertEquals(List.of("one", "two", "three", "four"), ben.texts());
        assertEquals(ben.texts(), ann.texts());
    }

    private static String handle(String name) {
        return name + "_" + UUID.randomUUID().toString().substring(0, 6);
    }
}
