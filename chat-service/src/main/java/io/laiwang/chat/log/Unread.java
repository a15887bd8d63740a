package io.laiwang.chat.log;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ReplyAddress;
import java.io.IOException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What can still be told of a record that is no command, such as one of a type that is yet to come. */
final class Unread {
    private Unread() {}

    /** To who waits for its answer, if that much can be read. */
    static @Nullable Delivery refusal(ConsumerRecord<String, byte[]> record) {
        try {
            ReplyAddress to = replyAddress(record.value());
            return to == null
                    ? null
                    : Delivery.answer(
                            UUID.fromString(String.valueOf(record.key())),
                            to,
                            new Answer.Refused(Problem.of(ProblemCode.INTERNAL)));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable ReplyAddress replyAddress(byte @Nullable [] value) throws IOException {
        if (value == null) {
            return null;
        }
        return Json.MAPPER.treeToValue(Json.MAPPER.readTree(value).get("reply"), ReplyAddress.class);
    }
}
