/** The way in: log in, or make an account. */
import { h, logo } from './dom.js';
import { problemText } from './words.js';

export function signInPage(api, onSignedIn, notice) {
  const page = h('main', { class: 'sign-in' });
  const show = (isNew) => {
    page.replaceChildren(
      h(
        'div',
        { class: 'sign-in-card' },
        logo(64),
        h('h1', {}, isNew ? 'Welcome to Laiwang' : 'Laiwang'),
        h('p', { class: 'lead' }, 'Messages between people who know each other.'),
        notice,
        isNew ? signUpForm(api, onSignedIn) : logInForm(api, onSignedIn),
        h(
          'p',
          { class: 'switch' },
          isNew ? 'You have an account? ' : 'New here? ',
          h('button', { type: 'button', class: 'link', onclick: () => show(!isNew) }, isNew ? 'Log in' : 'Create an account'),
        ),
      ),
    );
    // the first time the page isn't in the document before the caller has put it there
    requestAnimationFrame(() => page.querySelector('input')?.focus());
  };
  show(false);
  return page;
}

function logInForm(api, onSignedIn) {
  const handle = handleField();
  const password = field('Password', { type: 'password', autocomplete: 'current-password', maxlength: 128 });
  return form('Log in', [handle, password], async () => {
    await api.logIn(valueOf(handle), valueOf(password));
    onSignedIn();
  });
}

function signUpForm(api, onSignedIn) {
  const name = field('Your name', { autocomplete: 'name', maxlength: 64 }, 'As your contacts will see it.');
  const handle = handleField('3 to 32 small letters, digits or _, for others to find you.');
  const password = field(
    'Password',
    { type: 'password', autocomplete: 'new-password', minlength: 8, maxlength: 128 },
    'At least 8 characters.',
  );
  return form('Create account', [name, handle, password], async () => {
    await api.signUp(valueOf(handle), valueOf(password), valueOf(name).trim());
    await api.logIn(valueOf(handle), valueOf(password));
    onSignedIn();
  });
}

function handleField(hint) {
  return field('Handle', { autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 32 }, hint);
}

/** A labelled input with its hint. */
export function field(label, properties, hint) {
  const id = `field-${label.toLowerCase().replace(/\W+/g, '-')}`;
  const hintId = hint && `${id}-hint`;
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    h('input', { id, type: 'text', required: true, 'aria-describedby': hintId, ...properties }),
    hint && h('small', { id: hintId }, hint),
  );
}

export const valueOf = (labelled) => labelled.querySelector('input').value;

/** A form that does one thing, says in words why it failed, and can't be sent twice at once. */
export function form(action, fields, submit) {
  const error = h('p', { class: 'error', role: 'alert' });
  const button = h('button', { class: 'primary', type: 'submit' }, action);
  const element = h('form', { class: 'form' }, ...fields, error, button);
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    error.textContent = '';
    button.disabled = true;
    try {
      await submit();
    } catch (failure) {
      error.textContent = problemText(failure);
    } finally {
      button.disabled = false;
    }
  });
  return element;
}
