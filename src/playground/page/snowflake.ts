const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Orders two snowflake ids by age: negative when `left` is older. They are decimal numbers without leading zeros. */
export function compareIds(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** When the thing of this id was made, in milliseconds since the Unix epoch; null for what is no snowflake. */
export function timeOfId(id: string): number | null {
  return /^\d{1,20}$/.test(id) ? Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS) : null;
}
