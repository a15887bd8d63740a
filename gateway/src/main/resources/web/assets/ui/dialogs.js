/** The sheets that open over the page: add a contact, make a group, see a group, one's own account. */
import { avatar, h, iconButton } from './dom.js';
import { field, form, valueOf } from './sign-in.js';

export function sheet(title, ...content) {
  const dialog = h('dialog', { class: 'sheet', 'aria-label': title });
  const close = iconButton('close', 'Close', { onclick: () => dialog.close() });
  dialog.append(h('header', { class: 'sheet-head' }, h('h2', {}, title), close), ...content.filter(Boolean));
  dialog.addEventListener('close', () => dialog.remove());
  // a click on the backdrop is one on the dialog itself
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function addContact(client, onSent) {
  const handle = field('Handle', { autocapitalize: 'none', spellcheck: 'false', maxlength: 32, autocomplete: 'off' });
  const message = field('Message', { required: false, maxlength: 200, placeholder: 'Optional: say who you are' });
  const body = form('Send request', [handle, message], async () => {
    const account = await client.people.addContact(valueOf(handle).trim().replace(/^@/, ''), valueOf(message).trim());
    dialog.close();
    onSent(account);
  });
  const dialog = sheet('Add a contact', h('p', { class: 'lead' }, 'Ask someone by the handle they gave you.'), body);
  handle.querySelector('input').focus();
}

export function newGroup(client, onCreated) {
  const contacts = [...client.store.contacts.values()];
  const name = field('Group name', { maxlength: 64, autocomplete: 'off' });
  const choices = contacts.map(({ account }) =>
    h(
      'label',
      { class: 'choice' },
      h('input', { type: 'checkbox', value: account.id }),
      avatar(account.displayName, account.id),
      nameAndHandle(client.store.nameOf(account.id), account),
    ),
  );
  const people = h('fieldset', { class: 'choices' }, h('legend', {}, 'Members'), ...choices);
  if (contacts.length === 0) people.append(h('p', { class: 'quiet' }, 'You can invite people once you have contacts.'));
  const body = form('Create group', [name, people], async () => {
    const chosen = [...people.querySelectorAll('input:checked')].map((input) => input.value);
    const group = await client.people.createGroup(valueOf(name).trim(), chosen);
    dialog.close();
    onCreated(group);
  });
  const dialog = sheet('New group', body);
  name.querySelector('input').focus();
}

export function groupInfo(client, group) {
  const list = h('ul', { class: 'people', 'aria-busy': 'true' });
  sheet(group.name, group.announcement && h('p', { class: 'lead' }, group.announcement), h('h3', {}, 'Members'), list);
  client.people.members(group.id).then(
    (members) => list.replaceChildren(...members.map((member) => memberRow(client.store, member))),
    () => list.replaceChildren(h('li', { class: 'quiet' }, 'The members can’t be shown at the moment.')),
  ).finally(() => list.removeAttribute('aria-busy'));
}

function memberRow(store, { account, role, nickname }) {
  const name = account.id === store.myId ? 'You' : (nickname ?? store.nameOf(account.id));
  return h(
    'li',
    { class: 'choice' },
    avatar(account.displayName, account.id),
    nameAndHandle(name, account),
    role !== 'member' && h('span', { class: 'quiet' }, role),
  );
}

function nameAndHandle(name, { handle }) {
  return h('span', { class: 'two-lines grow' }, h('span', {}, name), h('span', { class: 'quiet' }, `@${handle}`));
}

export function ownAccount(client, onLogOut) {
  const { me } = client.store;
  const logOut = h('button', { type: 'button', class: 'secondary' }, 'Log out');
  logOut.addEventListener('click', async () => {
    logOut.disabled = true;
    await onLogOut();
    dialog.close();
  });
  const dialog = sheet(
    'Your account',
    h(
      'div',
      { class: 'account' },
      avatar(me?.displayName ?? '?', me?.id, 'large'),
      h('p', { class: 'account-name' }, me?.displayName ?? ''),
      h('p', { class: 'quiet' }, me ? `@${me.handle}` : ''),
    ),
    h('p', { class: 'quiet centered' }, 'Give your handle to people you know, so that they can ask you.'),
    logOut,
  );
}
