/** Starts the page: the way in for who isn't signed in, the messenger for who is. */
import { Client } from './client.js';
import { h } from './ui/dom.js';
import { Messenger } from './ui/messenger.js';
import { signInPage } from './ui/sign-in.js';

const app = document.getElementById('app');

let client;
let messenger;

function begin(notice) {
  client = new Client({
    onEnded: () => leave('You were logged out. Please log in again.'),
    onIncoming: (message) => messenger?.announce(message),
  });
  if (client.api.signedIn) showMessenger();
  else app.replaceChildren(signInPage(client.api, showMessenger, notice));
}

function showMessenger() {
  messenger = new Messenger(client, logOut);
  app.replaceChildren(messenger.element);
  client.start().catch((error) => {
    if (error.status === 401) leave();
    // the stream keeps trying; the profile comes with the next connection
  });
}

async function logOut() {
  // whatever the server says, this window forgets the account
  await client.logOut().catch(() => {});
  leave();
}

function leave(notice) {
  if (!messenger) return;
  client.stop();
  messenger.close();
  messenger = null;
  document.title = 'Laiwang';
  history.replaceState(null, '', '/');
  begin(notice && h('p', { class: 'notice', role: 'status' }, notice));
}

begin();
