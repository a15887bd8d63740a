/** Pictures and doodles in a bubble. */
import { pathOf } from '../pictures.js';
import { h, icon } from './dom.js';

/** @param mediaUrl where it is when it came out of a disappearing message */
export function picture(client, content, mediaUrl) {
  return framed(client, pathOf(content, mediaUrl), h('img', { class: 'picture', alt: 'Picture' }), 'picture');
}

/** A tap draws it once more, stroke by stroke. */
export function doodle(client, content, mediaUrl, onFailure) {
  const image = h('img', { class: 'picture', alt: 'Doodle' });
  const play = async () => {
    button.disabled = true;
    try {
      const url = await client.pictures.freshUrl(pathOf(content, mediaUrl, 'replay.svg'));
      image.addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
      image.src = url;
    } catch (error) {
      onFailure(error);
    } finally {
      button.disabled = false;
    }
  };
  const words = 'Doodle: play it again';
  const frame = framed(client, pathOf(content, mediaUrl), image, 'doodle');
  const button = h('button', { type: 'button', class: 'doodle', 'aria-label': words, title: 'Play it again', onclick: play }, frame, h('span', { class: 'play' }, icon('play')));
  return button;
}

function framed(client, path, image, what) {
  const frame = h('span', { class: 'picture-frame is-loading' }, image);
  const done = () => frame.classList.remove('is-loading');
  const fail = () => {
    done();
    frame.replaceChildren(h('span', { class: 'gone' }, `This ${what} can’t be shown.`));
  };
  image.addEventListener('load', done);
  image.addEventListener('error', fail);
  client.pictures.url(path).then((url) => {
    image.src = url;
  }, fail);
  return frame;
}
