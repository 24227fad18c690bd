/** A time as Discord writes it: in UTC, with six digits behind the second. @param at milliseconds since the Unix epoch */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace(/(\.\d{3})Z$/, '$1000+00:00');
}
