/** The value of a text that is JSON; undefined for any other, which no schema takes for a value. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
