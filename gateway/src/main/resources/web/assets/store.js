/**
 * What this client knows: people, groups and conversations. Of every message it keeps the version with the highest
 * `rev`. It calls nobody; whoever changes it calls `changed()`, and the pages draw what is there.
 */
export class Store extends EventTarget {
  /** Known from the session, before the profile `me` has come. */
  myId = null;
  me = null;
  connection = 'connecting';
  /** False until the first list of conversations is there: an empty list isn't yet "no conversations". */
  ready = false;
  contacts = new Map();
  requests = new Map();
  groups = new Map();
  profiles = new Map();
  conversations = new Map();
  #queued = false;

  changed() {
    if (this.#queued) return;
    this.#queued = true;
    setTimeout(() => {
      this.#queued = false;
      this.dispatchEvent(new Event('change'));
    });
  }

  /** Newest first. */
  get listed() {
    const time = (conversation) => conversation.last?.sentAt ?? conversation.updatedAt;
    return [...this.conversations.values()].sort((a, b) => (time(a) < time(b) ? 1 : -1));
  }

  get unread() {
    return [...this.conversations.values()].reduce((sum, conversation) => sum + conversation.unread, 0);
  }

  person(accountId) {
    if (accountId === this.myId) return this.me;
    return this.contacts.get(accountId)?.account ?? this.profiles.get(accountId);
  }

  nameOf(accountId) {
    return this.contacts.get(accountId)?.alias ?? this.person(accountId)?.displayName ?? 'Someone';
  }

  titleOf(conversation) {
    return conversation.kind === 'group'
      ? (this.groups.get(conversation.groupId)?.name ?? 'Group')
      : this.nameOf(conversation.contactId);
  }

  replace(map, items, key) {
    map.clear();
    items.forEach((item) => map.set(key(item), item));
  }

  /** A conversation as `GET /v1/conversations` tells it. */
  takeListed(item) {
    const known = this.conversations.get(item.id) ?? newConversation(item.id);
    const { kind, contactId, groupId, closed, timerSeconds, updatedAt } = item;
    Object.assign(known, { kind, contactId, groupId, closed, timerSeconds, updatedAt });
    known.headRev = Math.max(known.headRev, item.headRev);
    // our own read mark may still be under way to the server, and a live message may have overtaken the list
    if (item.readSeq >= known.readSeq && item.headSeq >= (known.last?.seq ?? 0)) {
      known.readSeq = item.readSeq;
      known.unread = item.unread;
    }
    if (item.lastMessage) takeLast(known, item.lastMessage);
    this.conversations.set(item.id, known);
    return known;
  }

  /** Returns whether it is a new message at the end of its conversation. */
  takeMessage(message) {
    const conversation = this.conversations.get(message.conversationId);
    const isNew = message.seq > (conversation.last?.seq ?? 0);
    const isNewest = message.rev > (conversation.messages.get(message.seq)?.rev ?? 0);
    if (isNewest && conversation.history !== 'none') conversation.messages.set(message.seq, message);
    takeLast(conversation, message);
    if (isNew && message.content?.event === 'timer-changed') conversation.timerSeconds = message.content.seconds;
    if (isNew && this.#counts(message)) conversation.unread += message.seq > conversation.readSeq ? 1 : 0;
    return isNew;
  }

  /** A recall or a burn: what is left of the message is its place. */
  empty(conversationId, seq, rev, state) {
    const conversation = this.conversations.get(conversationId);
    const known = [conversation?.messages.get(seq), conversation?.last].find((message) => message?.seq === seq);
    if (known && known.rev < rev) {
      if (this.#counts(known) && seq > conversation.readSeq) conversation.unread = Math.max(0, conversation.unread - 1);
      this.takeMessage({ ...known, rev, state, content: null, replyTo: null, mentions: [], reactions: [] });
    }
  }

  /** The envelope is the same as before, but for who has opened it: no `rev` tells of that. */
  takeOpened(conversationId, seq, accountId) {
    const messages = this.conversations.get(conversationId)?.messages;
    const message = messages?.get(seq);
    if (message?.content?.type !== 'sealed') return;
    const openedBy = [...new Set([...(message.content.openedBy ?? []), accountId])];
    messages.set(seq, { ...message, content: { ...message.content, openedBy } });
  }

  markRead(conversation, seq) {
    if (seq <= conversation.readSeq) return false;
    conversation.readSeq = seq;
    conversation.unread = [...conversation.messages.values()].filter(
      (message) => message.seq > seq && this.#counts(message),
    ).length;
    return true;
  }

  /** How far the others have come. Kept over a reload, as there is no call that asks for it. */
  takeMarks(conversation, marks) {
    for (const [name, value] of Object.entries(marks)) {
      conversation.marks[name] = Math.max(conversation.marks[name], value);
    }
    sessionStorage.setItem(`laiwang.marks.${conversation.id}`, JSON.stringify(conversation.marks));
  }

  /** Follows the messages that came without a gap; returns whether one is missing below the newest. */
  hasGap(conversation) {
    while (conversation.messages.has(conversation.checkedSeq + 1)) conversation.checkedSeq += 1;
    return (conversation.last?.seq ?? 0) > conversation.checkedSeq;
  }

  #counts(message) {
    return message.senderId !== this.myId && message.content?.type !== 'system' && message.state === 'live';
  }
}

function newConversation(id) {
  return {
    id,
    kind: 'direct',
    readSeq: 0,
    unread: 0,
    /** The highest rev heard of, and the highest seq told as received. */
    headRev: 0,
    receivedSeq: 0,
    last: null,
    /** So long after sending every message disappears; 0 without. */
    timerSeconds: 0,
    /** 'none', 'loading', 'loaded' or 'failed': the newest messages; older ones come page by page. */
    history: 'none',
    messages: new Map(),
    fromSeq: Infinity,
    /** Up to here a seq that isn't in `messages` is not ours to see. */
    checkedSeq: 0,
    /** The highest rev up to which nothing is missing in `messages`. */
    syncedRev: 0,
    /** Whether live frames continue where the last sync ended. */
    current: false,
    marks: { read: 0, received: 0, ...JSON.parse(sessionStorage.getItem(`laiwang.marks.${id}`) ?? '{}') },
  };
}

function takeLast(conversation, message) {
  const { last } = conversation;
  if (!last || message.seq > last.seq || (message.seq === last.seq && message.rev > last.rev)) {
    conversation.last = message;
  }
}
