package io.laiwang.e2e;

import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Two instances of every service, and one of each replaced under people who talk. */
class ReplicasStoryTest {
    private static final int REPLICAS = 2;

    @Test
    @DisabledIfSystemProperty(
            named = "laiwang.store",
            matches = "mongodb",
            disabledReason = "where conversations are kept makes no difference to who is asked")
    void whoTalksLosesNothingWhileInstancesAreReplaced() throws IOException, InterruptedException {
        try (OwnStack own = OwnStack.start("", REPLICAS, data -> {})) {
            Stack stack = own.stack();
            List<Person> people = Stream.of("ann", "ben", "cat")
                    .map(name -> Person.signUp(stack.url(), name))
                    .toList();
            Person ann = people.getFirst();
            people.stream().skip(1).forEach(ann::befriends);
            Chat group = ann.opensGroup("everywhere", people.get(1), people.get(2));
            List<Talker> talkers = people.stream()
                    .map(person -> new Talker(person, group).starts())
                    .toList();

            for (Service service : Service.values()) {
                stack.terminate(service);
                stack.awaitReady();
                Talker.talkOn(talkers);
            }

            talkers.forEach(Talker::finishes);
            Histories.check(group, people, talkers);
            // and whatever isn't talk goes on as well
            Person dan = Person.signUp(stack.url(), "dan").goesOnline();
            ann.goesOnline();
            ann.befriends(dan);
            ann.says(dan, "all as before");
            dan.hears("all as before");
        }
    }
}
