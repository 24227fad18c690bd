const MOST_CHARACTERS = 240;

/** The first whole sentence of a text on one line; empty when there is none that is short enough (a reason cut in the middle is no reason). */
export function firstSentence(text: string): string {
  const line =
    text
      .trim()
      .split('\n')[0]
      ?.trim()
      .replace(/^["']+|["']+$/g, '') ?? '';
  const sentence = /^.{12,}?[.!?](?=["')\]]?(?:\s|$))["')\]]?/.exec(line)?.[0] ?? '';
  return sentence.length <= MOST_CHARACTERS ? sentence : '';
}
