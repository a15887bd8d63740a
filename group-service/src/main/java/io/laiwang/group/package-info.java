/**
 * group-service owns who may talk to whom: contacts, requests and groups. It never sees a message: what it decides is
 * put on the log of the conversation through the outbox. Its copy of handles and names comes from account-events. Start
 * reading at {@link io.laiwang.group.contact.Contacts}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.group;
