/** Disappearing messages in a bubble: closed, open with the time that is left, and gone. */
import { h, icon } from './dom.js';
import { countdownOf, durationOf, namesOf, untilOf } from './format.js';
import { sealedName } from './words.js';

/** What the bubble of a disappearing message shows, for its version. */
export function sealedView(client, message, isMine) {
  const { burn, expiresAt, openedBy } = message.content;
  const names = (openedBy ?? []).map((id) => client.store.nameOf(id));
  return {
    state: client.openings.stateOf(message),
    hint: isMine ? ownHint(names) : 'Tap to open',
    limit: burn ? `Stays ${durationOf(burn.afterOpenSeconds)} once opened` : expiresAt && `Stays until ${untilOf(expiresAt)}`,
  };
}

function ownHint(names) {
  return names.length > 0 ? `Opened by ${namesOf(names)}` : 'Not opened yet';
}

/** @param show makes what is shown of `{content, mediaUrl}` */
export function sealedBody(client, message, { state, hint, limit }, show, onFailure) {
  if (state === 'gone') return gone('Message disappeared');
  if (state === 'open') return opened(client, client.openings.inside(message), show);
  const open = () => client.openings.open(message).catch(onFailure);
  const { kind } = message.content;
  return h(
    'button',
    { type: 'button', class: `envelope${state === 'opening' ? ' is-busy' : ''}`, onclick: open, 'aria-busy': String(state === 'opening') },
    icon('envelope'),
    h('span', { class: 'envelope-words' }, h('strong', {}, sealedName(kind)), h('span', {}, hint), limit && h('span', { class: 'envelope-limit' }, limit)),
  );
}

/** It keeps the focus of what was there. */
export const gone = (words) => h('p', { class: 'gone', tabindex: '-1' }, words);

function opened(client, inside, show) {
  const left = h('span', { class: 'left' });
  const box = h('div', { class: 'opened', tabindex: '-1' }, show(inside), h('p', { class: 'countdown', role: 'timer', 'aria-label': 'Time left' }, icon('flame'), left));
  const tick = () => {
    const ms = client.openings.msLeft(inside.expiresAt);
    left.textContent = countdownOf(ms);
    // it stops with the bubble: nobody tells a node that it was taken off the page
    if (ms > 0) setTimeout(() => box.isConnected && tick(), ms % 1000 || 1000);
  };
  tick();
  return box;
}
