/** A model's words, told apart. */
export interface SplitText {
  /** What it says, trimmed. */
  readonly text: string;
  readonly thinking: string;
  /** A block of thinking was opened and never closed. */
  readonly open: boolean;
}

/**
 * Tells thinking from speech where a server leaves both in one text: `<think>` or `<thinking>` blocks, or only a closing tag
 * (templates that open the block in the prompt).
 */
export function splitThinking(raw: string): SplitText {
  const thinking: string[] = [];
  let text = raw.replace(/<(think|thinking)>([\s\S]*?)<\/\1>/gi, (_, _tag: string, inner: string) => {
    thinking.push(inner.trim());
    return '';
  });
  text = text.replace(/^[\s\S]*<\/(?:think|thinking)>/i, (before) => {
    thinking.push(before.replace(/<\/(?:think|thinking)>/gi, '').trim());
    return '';
  });
  const opened = text.search(/<(?:think|thinking)>/i);
  if (opened >= 0) {
    thinking.push(
      text
        .slice(opened)
        .replace(/^<\w+>/, '')
        .trim(),
    );
    text = text.slice(0, opened);
  }
  return { text: text.trim(), thinking: thinking.join('\n\n'), open: opened >= 0 };
}
