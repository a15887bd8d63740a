package io.laiwang.chat.message;

import io.laiwang.contracts.Message;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who has reacted to a message with what; of each emoji one an account. The emoji used first comes first. */
@RegisterForReflection
public record Reactions(List<Kind> kinds) {
    public static final Reactions NONE = new Reactions(List.of());

    /** @param by never empty */
    public record Kind(String emoji, List<UUID> by) {
        public Kind {
            by = List.copyOf(by);
        }
    }

    public Reactions {
        kinds = List.copyOf(kinds);
    }

    public boolean has(String emoji) {
        return kinds.stream().anyMatch(kind -> kind.emoji().equals(emoji));
    }

    public boolean has(String emoji, UUID accountId) {
        return kinds.stream()
                .anyMatch(kind -> kind.emoji().equals(emoji) && kind.by().contains(accountId));
    }

    /** The emoji that the account has reacted with. */
    public List<String> of(UUID accountId) {
        return kinds.stream()
                .filter(kind -> kind.by().contains(accountId))
                .map(Kind::emoji)
                .toList();
    }

    public Reactions with(String emoji, UUID accountId) {
        List<Kind> changed = new ArrayList<>();
        for (Kind kind : kinds) {
            changed.add(kind.emoji().equals(emoji) ? new Kind(emoji, plus(kind.by(), accountId)) : kind);
        }
        if (!has(emoji)) {
            changed.add(new Kind(emoji, List.of(accountId)));
        }
        return new Reactions(changed);
    }

    public Reactions without(String emoji, UUID accountId) {
        return new Reactions(kinds.stream()
                .map(kind -> kind.emoji().equals(emoji) ? new Kind(emoji, minus(kind.by(), accountId)) : kind)
                .filter(kind -> !kind.by().isEmpty())
                .toList());
    }

    /** As this account sees them. */
    public List<Message.Reaction> seenBy(UUID accountId) {
        return kinds.stream()
                .map(kind -> new Message.Reaction(
                        kind.emoji(), kind.by().size(), kind.by().contains(accountId)))
                .toList();
    }

    private static List<UUID> plus(List<UUID> accounts, UUID accountId) {
        List<UUID> more = new ArrayList<>(accounts);
        if (!more.contains(accountId)) {
            more.add(accountId);
        }
        return more;
    }

    private static List<UUID> minus(List<UUID> accounts, UUID accountId) {
        return accounts.stream().filter(one -> !one.equals(accountId)).toList();
    }
}
