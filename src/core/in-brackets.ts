/** Words that go on after others, as in `others (words)`; nothing for none. */
export function inBrackets(words: string): string {
  return words === '' ? '' : ` (${words})`;
}
