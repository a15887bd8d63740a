/** Small helpers for building the page. Text only ever becomes a text node, so nobody's message can become markup. */
const SVG = 'http://www.w3.org/2000/svg';

/** `h('button', {class: 'primary', onclick: send}, 'Send')`; children that are null or false are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const ICONS = {
  back: 'M15 5l-7 7 7 7',
  send: 'M5 12l14-7-4 14-3.500-5.500z M11.500 13.500L19 5',
  picture: 'M4 6h16v12H4z M4 16l5-5 4 4 2-2 5 4 M15.500 9.500h.01',
  person: 'M10 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z M4 20c0-3.300 2.700-5.500 6-5.500s6 2.200 6 5.500 M19 8v6 M16 11h6',
  group: 'M9 11a3.200 3.200 0 1 0 0-6.400A3.200 3.200 0 0 0 9 11z M3 19c0-3 2.600-5 6-5s6 2 6 5 M16 5a3 3 0 0 1 0 6 M18 14.500c2 .7 3 2.300 3 4.500',
  draw: 'M4 17c3-8 6-12 8-11s-4 9-2 10 4-5 6-4-1 4 0 5 2 0 4-1',
  pen: 'M4 20l1-4.500L16 4.500l3.500 3.500-11 11z M13.500 7l3.500 3.500',
  marker: 'M8 15l9-10 3 3-10 9z M8 15l2 2-2.500 2.500H4.500z M14 20h6',
  eraser: 'M8 19l-4-4L14 5l6 6-8 8z M9 10l6 6 M8 19h12',
  undo: 'M8.500 5L4 9.500 8.500 14 M4 9.500h9.500a5 5 0 0 1 0 10H10',
  play: 'M8.500 6v12l9.500-6z',
  flame: 'M12 21c-3.900 0-6.500-2.500-6.500-6 0-4.200 4-5.800 4.500-11.500 3.200 1.800 4.500 4.300 4.200 6.800 1-.4 1.600-1.200 1.900-2.300 1.500 1.800 2.400 4 2.400 6.500 0 3.900-2.600 6.500-6.500 6.500z',
  envelope: 'M4 6h16v12H4z M4 7l8 6.500L20 7',
  close: 'M6 6l12 12 M18 6L6 18',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z M12 8v4.500l3 1.500',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  checks: 'M2 12.500l4.500 4.500L15 7.500 M11.500 16l1 1L21 8.500',
  alert: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z M12 8v5 M12 16h.01',
};

export function icon(name, label) {
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = { viewBox: '0 0 24 24', class: `icon icon-${name}`, focusable: 'false' };
  Object.assign(attributes, label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' });
  Object.entries(attributes).forEach(([key, value]) => svg.setAttribute(key, value));
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, properties = {}) {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, ...properties }, icon(name));
}

/**
 * Makes the children of `parent` the given ones, `{key, version, make}`. A child whose key and version are the same
 * stays the very node that it was and isn't moved without need, so that focus, selection and pictures survive a redraw.
 */
export function keyed(parent, items) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const children = items.map(({ key, version, make }) => {
    const known = old.get(key);
    if (known?.dataset.version === version) return known;
    const made = make();
    Object.assign(made.dataset, { key, version });
    return made;
  });
  const focusedKey = parent.contains(document.activeElement) && document.activeElement.closest('[data-key]')?.dataset.key;
  const kept = new Set(children);
  [...parent.children].forEach((child) => kept.has(child) || child.remove());
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  if (focusedKey && !parent.contains(document.activeElement)) focusOn(parent, focusedKey);
}

export function focusOn(parent, key) {
  const child = [...parent.children].find(({ dataset }) => dataset.key === key);
  child?.querySelector('button, a, [tabindex]')?.focus();
}

/** A circle with initials; its colour belongs to the id. */
export function avatar(name, id, kind = '') {
  const initials = (name.match(/\p{L}|\p{N}/gu) ? name : '?')
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase();
  const tone = Array.from(String(id)).reduce((hash, char) => (hash * 31 + char.charCodeAt(0)) % 65_521, 7) % 6;
  return h('span', { class: `avatar tone-${tone} ${kind}`.trim(), 'aria-hidden': 'true' }, initials);
}

export function logo(size) {
  return h('img', { src: '/assets/logo.svg', alt: '', width: size, height: size, class: 'logo' });
}
