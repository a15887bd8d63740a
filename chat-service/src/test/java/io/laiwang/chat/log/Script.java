package io.laiwang.chat.log;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.ReplyAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A log of commands made up from a number: two pairs and two groups talk, come and go, repeat themselves, take each
 * other's ids, mark what they have read, take back, edit and react; some of what they say disappears. The same number makes the same log; the salt alone decides the ids of its
 * conversations.
 */
final class Script {
    private static final List<UUID> PEOPLE =
            IntStream.range(0, 6).mapToObj(i -> new UUID(7, i)).toList();

    private static final List<String> EMOJI = List.of("\uD83D\uDC4D", "\u2764\uFE0F", "\uD83D\uDE00");

    private final Random random;
    private final List<UUID> directs;
    private final List<UUID> groups;
    private final List<Command> commands = new ArrayList<>();
    private final Map<UUID, List<Command.Send>> sent = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();

    private Script(long seed, String salt) {
        this.random = new Random(seed);
        this.directs = conversations(salt, 0, 2);
        this.groups = conversations(salt, 2, 2);
    }

    static List<Command> of(long seed, String salt, int length) {
        Script script = new Script(seed, salt);
        script.open();
        while (script.commands.size() < length) {
            script.commands.add(script.next());
        }
        return List.copyOf(script.commands);
    }

    /** Those that talk in a script, in or out of a conversation. */
    static List<UUID> people() {
        return PEOPLE;
    }

    private void open() {
        for (int i = 0; i < directs.size(); i++) {
            commands.add(new Command.DirectOpened(directs.get(i), PEOPLE.get(i), PEOPLE.get(i + 1), 1));
        }
        for (UUID group : groups) {
            commands.add(new Command.GroupOpened(
                    group, new UUID(8, random.nextInt()), PEOPLE.getFirst(), "group", PEOPLE.subList(0, 4), 1));
        }
    }

    private Command next() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            return say(any(random.nextInt(3) == 0 ? groups : directs));
        }
        if (dice < 65) {
            return again(any(random.nextBoolean() ? groups : directs));
        }
        if (dice < 76) {
            return change(any(random.nextBoolean() ? groups : directs));
        }
        return dice < 90 ? mark(any(random.nextBoolean() ? groups : directs)) : membership();
    }

    private Command say(UUID conversation) {
        Content content =
                switch (random.nextInt(10)) {
                    case 0 -> new Content.Image(new UUID(9, random.nextLong()));
                    case 1 -> Content.Sealed.of("text", new Content.Burn(60));
                    default -> new Content.Text("text " + commands.size());
                };
        Long replyTo = random.nextInt(5) == 0 ? (long) random.nextInt(1, 40) : null;
        List<String> mentions = random.nextInt(8) == 0 ? List.of(any(PEOPLE).toString()) : List.of();
        var send = new Command.Send(
                conversation,
                any(PEOPLE),
                new UUID(random.nextLong(), random.nextLong()),
                content,
                replyTo,
                mentions,
                reply());
        sent.computeIfAbsent(conversation, _ -> new ArrayList<>()).add(send);
        return send;
    }

    /** The same id again: by its sender, who got no answer, with other words, or by somebody else. */
    private Command again(UUID conversation) {
        List<Command.Send> before = sent.getOrDefault(conversation, List.of());
        if (before.isEmpty()) {
            return say(conversation);
        }
        Command.Send first = any(before);
        UUID sender = random.nextInt(4) == 0 ? any(PEOPLE) : first.accountId();
        Content content = random.nextBoolean() ? first.content() : new Content.Text("other words");
        return new Command.Send(conversation, sender, first.id(), content, first.replyTo(), first.mentions(), reply());
    }

    private Command change(UUID conversation) {
        long seq = random.nextInt(1, 12);
        UUID by = any(PEOPLE);
        return switch (random.nextInt(5)) {
            case 0 -> new Command.Recall(conversation, by, seq, reply());
            case 1 -> new Command.Edit(conversation, by, seq, new Content.Text("edit " + commands.size()), reply());
            case 2 -> new Command.ChangeSettings(conversation, by, random.nextBoolean(), null, reply());
            default -> new Command.React(conversation, by, seq, any(EMOJI), random.nextInt(3) > 0, reply());
        };
    }

    private Command mark(UUID conversation) {
        long seq = random.nextInt(60);
        return random.nextBoolean()
                ? new Command.Read(conversation, any(PEOPLE), seq, reply())
                : new Command.Received(conversation, any(PEOPLE), seq);
    }

    private Command membership() {
        if (random.nextInt(4) == 0) {
            int pair = random.nextInt(directs.size());
            UUID direct = directs.get(pair);
            return random.nextBoolean()
                    ? new Command.DirectClosed(direct, version(direct))
                    : new Command.DirectOpened(direct, PEOPLE.get(pair), PEOPLE.get(pair + 1), version(direct));
        }
        UUID group = any(groups);
        UUID owner = PEOPLE.getFirst();
        UUID other = PEOPLE.get(random.nextInt(1, PEOPLE.size()));
        return switch (random.nextInt(5)) {
            case 0 -> new Command.GroupRenamed(group, owner, "name " + commands.size(), version(group));
            case 1, 2 -> new Command.MemberLeft(group, owner, other, version(group));
            default -> new Command.MembersJoined(group, owner, List.of(other), version(group));
        };
    }

    /** Mostly the next one; an outbox may send the last one again. */
    private long version(UUID conversation) {
        long last = versions.getOrDefault(conversation, 1L);
        if (random.nextInt(10) == 0) {
            return last;
        }
        versions.put(conversation, last + 1);
        return last + 1;
    }

    private ReplyAddress reply() {
        return new ReplyAddress("gateway", null, "ref-" + commands.size());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<UUID> conversations(String salt, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> UUID.nameUUIDFromBytes((salt + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }
}
