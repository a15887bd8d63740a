/** Where messages are written. Enter sends, Shift+Enter breaks the line; on touch screens Enter breaks the line. */
import { h, icon, iconButton } from './dom.js';

const MAX_TEXT = 8_000;
const MAX_PICTURE = 25 * 1024 * 1024;
const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';

export function composer({ draft, onDraft, onText, onPicture, onFailure }) {
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const text = h('textarea', { rows: 1, maxlength: MAX_TEXT, 'aria-label': 'Message', placeholder: 'Message', enterkeyhint: isTouch ? 'enter' : 'send' });
  text.value = draft;
  requestAnimationFrame(() => grow(text));
  const file = h('input', { type: 'file', accept: PICTURES, class: 'visually-hidden', tabindex: '-1', 'aria-label': 'Picture file' });
  const attach = iconButton('picture', 'Send a picture', { onclick: () => file.click() });
  const send = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send'));
  const form = h('form', { class: 'composer' }, file, attach, text, send);

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
