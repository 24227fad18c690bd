/** The fence that opens or closes a block of code on a line of its own. */
const FENCE = /^\s{0,3}(`{3,}|~{3,})(\w*)/;

/**
 * Cuts a text into parts of at most `limit` characters where a reader would: between paragraphs, else lines, else sentences, else words.
 * A block of code that has to be cut is closed in one part and opened again in the next. A longer text only adds to the last part or
 * after it, so that parts that were posted stand.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    // Room for a fence that has to be closed.
    const cut = cutPlace(rest, limit - 8);
    const part = rest.slice(0, cut).trimEnd();
    rest = rest.slice(cut).trimStart();
    const open = openFence(part);
    parts.push(open === undefined ? part : `${part}\n${open.marker}`);
    if (open !== undefined) rest = `${open.marker}${open.language}\n${rest}`;
  }
  if (rest !== '' || parts.length === 0) parts.push(rest);
  return parts;
}

function cutPlace(text: string, limit: number): number {
  const head = text.slice(0, limit);
  for (const [pattern, least] of [
    [/\n\s*\n/g, 0.4],
    [/\n/g, 0.5],
    [/[.!?…]["')\]*_]*\s/g, 0.5],
    [/\s/g, 0],
  ] as const) {
    const last = [...head.matchAll(pattern)].at(-1);
    if (last !== undefined && last.index + last[0].length > limit * least && last.index > 0) {
      return last.index + last[0].length;
    }
  }
  // One long word: never between the halves of a character outside the basic plane.
  return /[\ud800-\udbff]$/.test(head) ? limit - 1 : limit;
}

/** The fence that is still open at the end of a text. */
function openFence(text: string): { marker: string; language: string } | undefined {
  let open: { marker: string; language: string } | undefined;
  for (const line of text.split('\n')) {
    const match = FENCE.exec(line);
    if (match?.[1] === undefined) continue;
    if (open === undefined) open = { marker: match[1], language: match[2] ?? '' };
    else if (match[1].startsWith(open.marker)) open = undefined;
  }
  return open;
}
