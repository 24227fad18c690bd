const MOST_CHARACTERS = 240;

/**
 * A judge's reason as one line: the first whole sentence of its words; empty when there is none that is short enough (a reason cut in the
 * middle is no reason).
 */
export function reasonLine(text: string): string {
  const line = unwrapped(text.trim().split('\n')[0]?.trim() ?? '');
  const sentence = /^.{12,}?[.!?](?=["')\]]?(?:\s|$))["')\]]?/.exec(line)?.[0] ?? '';
  return sentence.length <= MOST_CHARACTERS ? sentence : '';
}

/** Without marks around the whole of it, or one that is never closed; what it quotes keeps its own. */
function unwrapped(line: string): string {
  const marks = line.match(/"/g)?.length ?? 0;
  const around = marks % 2 === 1 || /^"[^"]*"$/.test(line);
  return around ? line.replace(/^"+|"+$/g, '') : line.replace(/^'+([^']*)'+$/, '$1');
}
