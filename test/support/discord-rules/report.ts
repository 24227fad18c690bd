/** Collects what is wrong, each with the place where it is. */
export class Report {
  readonly faults: string[] = [];
  readonly #at: string;

  constructor(at: string, faults: string[] = []) {
    this.#at = at;
    this.faults = faults;
  }

  /** Notes a fault unless `holds`. */
  check(holds: boolean, what: string): void {
    if (!holds) this.faults.push(`${this.#at}: ${what}`);
  }

  /** The same report, one step further in. */
  in(step: string | number): Report {
    return new Report(`${this.#at}.${step}`, this.faults);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with no keys but these; empty for what is no object. */
export function fields(report: Report, value: unknown, allowed: readonly string[]): Fields {
  report.check(isFields(value), 'must be an object');
  if (!isFields(value)) return {};
  for (const key of Object.keys(value)) report.check(allowed.includes(key), `has no field "${key}"`);
  return value;
}

/**
 * A text between two lengths. Discord counts characters in some places as code points, in others as UTF-16 units; a text is safe when both
 * counts fit. White space at the ends is cut off before it counts.
 */
export function text(report: Report, value: unknown, least: number, most: number): void {
  report.check(typeof value === 'string', 'must be a text');
  if (typeof value !== 'string') return;
  report.check(!/\p{Cs}/u.test(value), 'has half a character');
  const trimmed = value.trim();
  report.check([...trimmed].length >= least, `is shorter than ${least}`);
  report.check(value.length <= most, `is ${value.length} long, at most ${most}`);
}

/** A list with at most so many items, each of which is checked. */
export function list(
  report: Report,
  value: unknown,
  most: number,
  each: (report: Report, item: unknown) => void,
): void {
  report.check(Array.isArray(value), 'must be a list');
  if (!Array.isArray(value)) return;
  report.check(value.length <= most, `has ${value.length} items, at most ${most}`);
  for (const [index, item] of value.entries()) each(report.in(index), item);
}

export function whole(report: Report, value: unknown, least: number, most: number): void {
  report.check(
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    `must be ${least} to ${most}`,
  );
}

export function oneOf(report: Report, value: unknown, ...values: readonly unknown[]): void {
  report.check(values.includes(value), `is ${JSON.stringify(value)}, must be one of ${JSON.stringify(values)}`);
}

/** No bits but these. */
export function bits(report: Report, value: unknown, allowed: number): void {
  if (value === undefined || value === null) return;
  report.check(
    Number.isInteger(value) && (Number(value) & ~allowed) === 0,
    `has flags ${String(value)} that can't be set here`,
  );
}

export function snowflake(report: Report, value: unknown): void {
  report.check(typeof value === 'string' && /^[1-9]\d{16,19}$/.test(value), `${JSON.stringify(value)} is no id`);
}
