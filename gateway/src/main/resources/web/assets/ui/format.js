/** Times and dates in the reader's own language. */
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const dayMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const longDayWithYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const list = new Intl.ListFormat(undefined, { type: 'conjunction' });

const DAY_MS = 86_400_000;
const UNITS = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]];

export const timeOf = (iso) => time.format(new Date(iso));
export const fullTimeOf = (iso) => full.format(new Date(iso));
export const namesOf = (names) => list.format(names);

/** The day as a key, in the reader's time zone. */
export const dayKey = (iso) => new Date(iso).toDateString();

/** "today", "yesterday", "Tuesday, 3 March". */
export function dayOf(iso) {
  const days = daysAgo(iso);
  if (days < 2) return capital(relative.format(-days, 'day'));
  const isThisYear = new Date(iso).getFullYear() === new Date().getFullYear();
  return (isThisYear ? longDay : longDayWithYear).format(new Date(iso));
}

/** The time today, else with its date. */
export function untilOf(iso) {
  const isToday = dayKey(iso) === dayKey(Date.now());
  return isToday ? timeOf(iso) : `${dayMonth.format(new Date(iso))}, ${timeOf(iso)}`;
}

/** "10 seconds", "1 hour": a part of an English sentence. */
export function durationOf(seconds, unitDisplay = 'long') {
  const [unit, size] = UNITS.find(([, unitSeconds]) => seconds % unitSeconds === 0);
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay }).format(seconds / size);
}

/** "0:09", "1:00:00", "2 days". */
export function countdownOf(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds > 2 * 86_400) return durationOf(Math.floor(seconds / 86_400) * 86_400);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] > 0 ? parts : parts.slice(1);
  return [first, ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}

/** As short as a list wants it: the time today, then the weekday, then the date. */
export function shortTimeOf(iso) {
  const days = daysAgo(iso);
  if (days < 1) return timeOf(iso);
  return (days < 7 ? weekday : dayMonth).format(new Date(iso));
}

function daysAgo(iso) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.max(0, Math.round((midnight(new Date()) - midnight(new Date(iso))) / DAY_MS));
}

function capital(text) {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase() + rest.join('');
}
