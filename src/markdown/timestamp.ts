const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** "in 3 minutes", "2 hours ago": the distance from `nowMs` to `seconds` since the epoch, in its largest whole unit. */
export function relativeTime(seconds: number, nowMs: number, locale = 'en'): string {
  const distance = Math.round(seconds - nowMs / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(distance / size), unit);
}

/** A moment in one of Discord's absolute styles (t, T, d, D, f, F); `timeZone` is the reader's unless given. */
export function absoluteTime(seconds: number, style: string, locale = 'en', timeZone?: string): string {
  const options = STYLES[style] ?? STYLES['f'];
  return new Intl.DateTimeFormat(locale, { ...options, ...(timeZone === undefined ? {} : { timeZone }) }).format(
    seconds * 1000,
  );
}
