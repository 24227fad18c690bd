/** The labels of an answer's parts, bold as Discord writes it. */
const BOLD_LABEL = /^\*\*([^*\n]+)\*\*/gm;

/** An answer's text for a terminal. */
export function plainAnswer(text: string): string {
  return text.replace(BOLD_LABEL, '$1');
}
