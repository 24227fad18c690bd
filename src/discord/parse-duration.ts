import { DurationError } from './duration-error.ts';

const MILLISECONDS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const LONGEST = 7 * MILLISECONDS.d;
const SHORTEST = 1000;

/** `90s`, `30m`, `2h` or `1d` as milliseconds. @throws DurationError for anything else, below a second or above a week */
export function parseDuration(text: string): number {
  const match = /^(\d{1,6})\s*([smhd])$/i.exec(text.trim());
  const unit = match?.[2]?.toLowerCase();
  if (match === null || unit === undefined || !isUnit(unit)) throw new DurationError(text);
  const milliseconds = Number(match[1]) * MILLISECONDS[unit];
  if (milliseconds < SHORTEST || milliseconds > LONGEST) throw new DurationError(text);
  return milliseconds;
}

function isUnit(text: string): text is keyof typeof MILLISECONDS {
  return text in MILLISECONDS;
}
