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
