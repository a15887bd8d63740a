/**
 * A drawing as it is made, and how it looks. It looks as the server draws it: lines smoothed through the middles of
 * their points, a width that follows the pressure, a marker that multiplies, an eraser that uncovers the paper.
 */
const PAPER = '#ffffff';
/** A drawing may have more; the body of one call may not. */
const MAX_POINTS = 50_000;
const MAX_STROKES = 2_000;
/** Nobody wants to see again how someone thinks. */
const LONGEST_PAUSE_MS = 800;
/** Points nearer to each other than this say nothing. */
const NEAR = 0.7;

export class Sketch {
  strokes = [];
  #pointCount = 0;
  /** The time of the page at which the drawing's own would have begun, had there been no pauses. */
  #zero = 0;

  constructor(width, height) {
    this.width = width;
    this.height = height;
  }

  get isEmpty() {
    return this.strokes.length === 0;
  }

  /** @param point `{x, y, at, pressure}`, `at` in milliseconds of the page. Returns the stroke, or null when it's full. */
  begin({ tool, color, width }, point) {
    if (this.#pointCount >= MAX_POINTS || this.strokes.length >= MAX_STROKES) return null;
    const last = this.strokes.at(-1)?.points.at(-1)[2];
    const t = last === undefined ? 0 : Math.min(Math.max(point.at - this.#zero, last), last + LONGEST_PAUSE_MS);
    this.#zero = point.at - t;
    const stroke = { tool, color, width, points: [] };
    this.strokes.push(stroke);
    this.#add(stroke, point);
    return stroke;
  }

  extend(stroke, point) {
    const [x, y] = stroke.points.at(-1);
    if (Math.hypot(point.x - x, point.y - y) < NEAR || this.#pointCount >= MAX_POINTS) return;
    this.#add(stroke, point);
  }

  undo() {
    this.#pointCount -= this.strokes.pop()?.points.length ?? 0;
  }

  /** As `POST /v1/doodles` takes it. */
  toJSON() {
    const { width, height, strokes } = this;
    return { width, height, background: { color: PAPER }, strokes };
  }

  #add({ points }, { x, y, at, pressure }) {
    const t = Math.max(points.at(-1)?.[2] ?? 0, Math.round(at - this.#zero));
    points.push([within(x, this.width), within(y, this.height), t, Math.round(pressure * 255) / 255]);
    this.#pointCount += 1;
  }
}

function within(value, size) {
  return Math.round(Math.min(Math.max(value, 0), size) * 10) / 10;
}

/** Two canvases: what is drawn, and above it the stroke that is being drawn, which is laid on as a whole. */
export class Paper {
  #below;
  #above;

  constructor(below, above, { width, height, strokes }, scale) {
    [this.#below, this.#above] = [below, above].map((canvas) => {
      Object.assign(canvas, { width: width * scale, height: height * scale });
      const context = canvas.getContext('2d');
      context.scale(scale, scale);
      Object.assign(context, { lineCap: 'round', lineJoin: 'round' });
      return context;
    });
    this.size = [width, height];
    this.redraw(strokes);
  }

  redraw(strokes) {
    this.#below.globalCompositeOperation = 'source-over';
    this.#below.fillStyle = PAPER;
    this.#below.fillRect(0, 0, ...this.size);
    for (const stroke of strokes) {
      this.follow(stroke, 0);
      this.settle(stroke);
    }
  }

  /** Draws a stroke from its point `from` on, up to the middle before its last one. */
  follow(stroke, from) {
    this.#above.canvas.classList.toggle('is-marker', stroke.tool === 'marker');
    if (from === 0) this.#dot(stroke);
    for (let i = from; i < stroke.points.length - 1; i++) {
      this.#line(stroke, i, middle(stroke.points[Math.max(i - 1, 0)], stroke.points[i]), middle(stroke.points[i], stroke.points[i + 1]));
    }
  }

  settle(stroke) {
    const [last, before] = [stroke.points.at(-1), stroke.points.at(-2)];
    if (before) this.#line(stroke, stroke.points.length - 1, middle(before, last), last);
    this.#below.globalCompositeOperation = stroke.tool === 'marker' ? 'multiply' : 'source-over';
    this.#below.drawImage(this.#above.canvas, 0, 0, ...this.size);
    this.#above.clearRect(0, 0, ...this.size);
  }

  #dot(stroke) {
    const [x, y, , pressure] = stroke.points[0];
    this.#above.fillStyle = inkOf(stroke);
    this.#above.beginPath();
    this.#above.arc(x, y, widthOf(stroke, pressure) / 2, 0, 2 * Math.PI);
    this.#above.fill();
  }

  #line(stroke, i, [fromX, fromY], [toX, toY]) {
    const [x, y, , pressure] = stroke.points[i];
    const context = this.#above;
    context.strokeStyle = inkOf(stroke);
    context.lineWidth = widthOf(stroke, pressure);
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.quadraticCurveTo(x, y, toX, toY);
    context.stroke();
  }
}

const middle = ([ax, ay], [bx, by]) => [(ax + bx) / 2, (ay + by) / 2];
const inkOf = ({ tool, color }) => (tool === 'eraser' ? PAPER : color);
const widthOf = ({ width }, pressure) => width * (0.3 + 0.7 * pressure);
