/** The sheet on which one draws: with a mouse, a finger or a pen, whose pressure counts. */
import { Paper } from '../ink.js';
import { sheet } from './dialogs.js';
import { h, icon, iconButton } from './dom.js';
import { form } from './sign-in.js';

const COLORS = {
  Black: '#1c2321',
  Red: '#d0342c',
  Orange: '#f08a24',
  Yellow: '#f5c518',
  Green: '#1e9e5a',
  Blue: '#2467d6',
  Purple: '#8a4bc9',
};
const TOOLS = { Pen: 'pen', Marker: 'marker', Eraser: 'eraser' };
const SIZES = { Fine: 'fine', Medium: 'medium', Broad: 'broad' };
const WIDTHS = {
  pen: { fine: 3, medium: 6, broad: 12 },
  marker: { fine: 14, medium: 22, broad: 34 },
  eraser: { fine: 14, medium: 28, broad: 48 },
};

/**
 * @param sketch what is drawn so far; it stays with the caller when the sheet is closed
 * @param action the words of the button that sends; @param onSend sends the sketch, or fails
 */
export function openDrawingBoard(sketch, action, onSend) {
  const nib = { tool: 'pen', color: COLORS.Black, size: 'medium', isDown: false };
  const below = h('canvas', { class: 'ink' });
  const above = h('canvas', { class: 'ink above' });
  const paper = new Paper(below, above, sketch, Math.min(2, devicePixelRatio));
  const undo = iconButton('undo', 'Undo', { onclick: () => takeBack() });
  const board = h('div', { class: 'drawing', role: 'img', 'aria-label': 'Drawing area' }, below, above);
  const tools = h(
    'div',
    { class: 'drawing-tools' },
    radios('Tool', TOOLS, nib.tool, (tool) => (nib.tool = tool), (tool) => icon(tool)),
    radios('Width', SIZES, nib.size, (size) => (nib.size = size), (size) => h('span', { class: `nib is-${size}` })),
    undo,
    radios('Color', COLORS, nib.color, (color) => (nib.color = color), swatch),
  );
  const body = form(action, [board, tools], async () => {
    await onSend();
    dialog.close();
  });
  const send = body.querySelector('[type=submit]');
  const drawn = () => {
    undo.disabled = sketch.isEmpty;
    send.disabled = sketch.isEmpty;
  };
  const takeBack = () => {
    if (nib.isDown) return;
    sketch.undo();
    paper.redraw(sketch.strokes);
    drawn();
  };
  const dialog = sheet('Draw', body);
  dialog.classList.add('drawing-sheet');
  dialog.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    takeBack();
  });
  follow(board, sketch, paper, nib, drawn);
  drawn();
}

/** One stroke at a time: a second finger or the other mouse button draws nothing. */
function follow(board, sketch, paper, nib, onDrawn) {
  let stroke = null;
  let pointer = null;
  const end = ({ pointerId }) => {
    if (!stroke || pointerId !== pointer) return;
    paper.settle(stroke);
    stroke = null;
    nib.isDown = false;
    onDrawn();
  };
  board.addEventListener('pointerdown', (event) => {
    if (stroke || event.button !== 0) return;
    pointer = event.pointerId;
    stroke = sketch.begin(strokeOf(nib), pointOf(event, board, sketch));
    if (!stroke) return;
    nib.isDown = true;
    board.setPointerCapture(pointer);
    paper.follow(stroke, 0);
  });
  board.addEventListener('pointermove', (event) => {
    if (!stroke || event.pointerId !== pointer) return;
    const from = stroke.points.length - 1;
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) sketch.extend(stroke, pointOf(move, board, sketch));
    if (stroke.points.length - 1 > from) paper.follow(stroke, from);
  });
  board.addEventListener('pointerup', end);
  board.addEventListener('pointercancel', end);
}

function strokeOf({ tool, color, size }) {
  return { tool, color: tool === 'marker' ? pale(color) : color, width: WIDTHS[tool][size] };
}

/** Only a pen tells how hard it is pressed; a mouse says a half and fingers what they like. */
function pointOf({ clientX, clientY, timeStamp, pointerType, pressure }, board, sketch) {
  const { left, top, width } = board.getBoundingClientRect();
  const unit = sketch.width / width;
  const isPen = pointerType === 'pen' && pressure > 0;
  return { x: (clientX - left) * unit, y: (clientY - top) * unit, at: timeStamp, pressure: isPen ? pressure : 1 };
}

/** A marker multiplies, so what is to shine through has to be light. */
function pale(color) {
  const parts = color.match(/[0-9a-f]{2}/g).map((part) => Math.round(255 - (255 - parseInt(part, 16)) * 0.45));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function swatch(color) {
  const circle = h('span', { class: 'swatch' });
  circle.style.backgroundColor = color;
  return circle;
}

function radios(legend, options, chosen, onChoose, show) {
  const name = `drawing-${legend.toLowerCase()}`;
  const labels = Object.entries(options).map(([words, value]) =>
    h(
      'label',
      { class: 'radio', title: words },
      h('input', { type: 'radio', name, value, 'aria-label': words, class: 'visually-hidden', checked: value === chosen, onchange: () => onChoose(value) }),
      show(value),
    ),
  );
  return h('fieldset', { class: 'radios' }, h('legend', { class: 'visually-hidden' }, legend), ...labels);
}
