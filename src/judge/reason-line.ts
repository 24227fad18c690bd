const MOST_CHARACTERS = 240;

/**
 * A judge's reason as one line: the first whole sentence of its words; empty when there is none that is short enough (a reason cut in the
 * middle is no reason).
 */
export function reasonLine(text: string): string {
  const line =
    text
      .trim()
      .split('\n')[0]
      ?.trim()
      .replace(/^["']+|["']+$/g, '') ?? '';
  const sentence = /^.{12,}?[.!?](?=["')\]]?(?:\s|$))["')\]]?/.exec(line)?.[0] ?? '';
  return sentence.length <= MOST_CHARACTERS ? sentence : '';
}
