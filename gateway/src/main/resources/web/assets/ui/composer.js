/** Where messages are written. Enter sends, Shift+Enter breaks the line; on touch screens Enter breaks the line. */
import { h, icon, iconButton } from './dom.js';
import { durationOf } from './format.js';

const MAX_TEXT = 8_000;
const MAX_PICTURE = 25 * 1024 * 1024;
/** Seconds after opening. */
const BURNS = [10, 60, 3600];
const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';

/** @param burn the seconds after which what is sent disappears, 0 where it stays */
export function composer({ draft, burn, onDraft, onText, onPicture, onDraw, onBurn, onFailure }) {
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const text = h('textarea', { rows: 1, maxlength: MAX_TEXT, 'aria-label': 'Message', placeholder: 'Message', enterkeyhint: isTouch ? 'enter' : 'send' });
  text.value = draft;
  requestAnimationFrame(() => grow(text));
  const file = h('input', { type: 'file', accept: PICTURES, class: 'visually-hidden', tabindex: '-1', 'aria-label': 'Picture file' });
  const attach = iconButton('picture', 'Send a picture', { onclick: () => file.click() });
  const draw = iconButton('draw', 'Draw a doodle', { onclick: onDraw });
  const box = h('div', { class: 'text-box' }, text, burnSwitch(burn, onBurn));
  const send = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send'));
  const form = h('form', { class: 'composer' }, file, attach, draw, box, send);

  const submit = () => {
    const words = text.value.trim();
    if (!words) return;
    onText(words);
    text.value = '';
    written();
  };
  const written = () => {
    onDraft(text.value);
    grow(text);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    text.focus();
  });
  text.addEventListener('input', written);
  text.addEventListener('keydown', (event) => {
    // Enter also picks a word in the input methods of many languages
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch) return;
    event.preventDefault();
    submit();
  });
  file.addEventListener('change', async () => {
    const [picture] = file.files;
    file.value = '';
    if (picture) await sendPicture(picture, { attach, onPicture, onFailure });
  });
  return form;
}

/** A select under a flame: the pages of every system know how to show one. */
function burnSwitch(burn, onBurn) {
  const chosen = h('span', { class: 'burn-time', 'aria-hidden': 'true' });
  const stays = h('option', { value: 0, selected: !burn }, 'Stays');
  const goes = BURNS.map((seconds) => h('option', { value: seconds, selected: seconds === burn }, `Disappears ${durationOf(seconds)} after opening`));
  const select = h('select', { 'aria-label': 'Disappearing message', title: 'Disappearing message' }, stays, ...goes);
  const label = h('label', { class: 'burn' }, icon('flame'), chosen, select);
  const show = () => {
    const seconds = Number(select.value);
    label.classList.toggle('is-on', seconds > 0);
    chosen.textContent = seconds > 0 ? durationOf(seconds, 'narrow') : '';
    onBurn(seconds);
  };
  select.addEventListener('change', show);
  show();
  return label;
}

async function sendPicture(picture, { attach, onPicture, onFailure }) {
  if (picture.size > MAX_PICTURE) {
    onFailure({ code: 'too-large' });
    return;
  }
  attach.disabled = true;
  attach.classList.add('is-busy');
  try {
    await onPicture(picture);
  } catch (error) {
    onFailure(error);
  } finally {
    attach.disabled = false;
    attach.classList.remove('is-busy');
  }
}

/** The height follows the text; set by script, which the page's policy allows where it forbids style attributes. */
function grow(text) {
  text.style.height = 'auto';
  text.style.height = `${text.scrollHeight}px`;
}
