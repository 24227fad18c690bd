const DAY_MS = 86_400_000;

function startOfDay(timeMs: number): number {
  return new Date(timeMs).setHours(0, 0, 0, 0);
}

/** Whether both moments fall on one day of the reader's calendar. */
export function sameDay(leftMs: number, rightMs: number): boolean {
  return startOfDay(leftMs) === startOfDay(rightMs);
}

export function clockTime(timeMs: number): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(timeMs);
}

/** As beside a name: only the clock today, "Yesterday at" before, then the date. */
export function messageTime(timeMs: number, nowMs: number): string {
  if (sameDay(timeMs, nowMs)) return clockTime(timeMs);
  if (sameDay(timeMs, nowMs - DAY_MS)) return `Yesterday at ${clockTime(timeMs)}`;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' }).format(timeMs);
}

export function longDate(timeMs: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(timeMs);
}

export function fullTime(timeMs: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' }).format(timeMs);
}
