/** Orders two snowflake ids by age: negative when `left` is older. They are decimal numbers without leading zeros. */
export function compareIds(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}
