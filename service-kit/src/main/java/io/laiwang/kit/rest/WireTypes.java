package io.laiwang.kit.rest;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Contact;
import io.laiwang.contracts.ContactRequest;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.ConversationMembers;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.ReadableRange;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.ServerFrame;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is written and read as JSON where Quarkus doesn't see it: on topics, on streams and between services. A native
 * executable knows no other type's parts by name. Types of one service alone say it themselves.
 */
@RegisterForReflection(
        targets = {
            AccountEvent.class,
            Answer.class,
            Command.class,
            Contact.class,
            ContactRequest.class,
            Content.class,
            ConversationMembers.class,
            GroupRole.class,
            MediaEvent.class,
            Message.class,
            Problem.class,
            ProblemCode.class,
            Profile.class,
            ReadableRange.class,
            ReplyAddress.class,
            ServerFrame.class
        })
final class WireTypes {
    private WireTypes() {}
}
