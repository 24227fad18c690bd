/** A model's words, told apart. */
export interface SplitText {
  /** What it says, trimmed. */
  readonly text: string;
  readonly thinking: string;
  /** A block of thinking was opened and never closed. */
  readonly open: boolean;
}

/** How families mark thinking, each made into `<think>` and `</think>`. */
const DIALECTS: readonly [RegExp, string][] = [
  [/<(\/?)(?:think|thinking|thoughts?|reasoning|reflection)>/gi, '<$1think>'],
  // Magistral
  [/\[(\/?)THINK\]/g, '<$1think>'],
  // Kimi
  [/◁(\/?)think▷/g, '<$1think>'],
  // Command
  [/<\|START_THINKING\|>/g, '<think>'],
  [/<\|END_THINKING\|>/g, '</think>'],
  [/<\|(?:START|END)_(?:RESPONSE|TEXT)\|>/g, ''],
];

/** A message of gpt-oss: channel, words, and what ended it (nothing where it was cut). */
const CHANNEL_MESSAGE =
  /(?:<\|start\|>[^<]*)?<\|channel\|>(\w+)[^<]*<\|message\|>([\s\S]*?)(<\|(?:end|return|call)\|>|(?=<\|start\|>)|(?=<\|channel\|>)|$)/g;
/** The header of a message that has not begun yet. */
const HALF_HEADER = /<\|(?:start|channel)\|>(?![\s\S]*<\|message\|>)[\s\S]*$/;
/** Messages where a server took the special tokens out: `analysis...assistantfinal...`, at the very beginning. */
const BARE_CHANNELS = /^\s*analysis(?=\s*\n|[A-Z])([\s\S]*?)(assistant\s*final\s*|$)/;

/**
 * Tells thinking from speech where a server leaves both in one text: marked blocks, only a closing mark (templates that open the block in
 * the prompt), or channels.
 */
export function splitThinking(raw: string): SplitText {
  const marked = withoutChannels(raw);
  const thinking: string[] = [];
  let text = DIALECTS.reduce((so, [pattern, mark]) => so.replace(pattern, mark), marked).replace(
    /<think>([\s\S]*?)<\/think>/g,
    (_, inner: string) => {
      thinking.push(inner.trim());
      return '';
    },
  );
  text = text.replace(/^[\s\S]*<\/think>/, (before) => {
    thinking.push(before.replaceAll('</think>', '').trim());
    return '';
  });
  const opened = text.indexOf('<think>');
  if (opened >= 0) {
    thinking.push(text.slice(opened + '<think>'.length).trim());
    text = text.slice(0, opened);
  }
  return { text: text.trim(), thinking: thinking.join('\n\n'), open: opened >= 0 };
}

/** Channels as blocks: all but `final` is thinking. */
function withoutChannels(raw: string): string {
  if (raw.includes('<|channel|>')) {
    return raw
      .replace(CHANNEL_MESSAGE, (_, channel: string, words: string, end: string) => {
        if (channel === 'final') return words;
        // Without a mark at its end it may still be going on.
        return end === '' ? `<think>${words}` : `<think>${words}</think>`;
      })
      .replace(HALF_HEADER, '');
  }
  return raw.replace(BARE_CHANNELS, (_, words: string, end: string) =>
    end === '' ? `<think>${words}` : `<think>${words}</think>`,
  );
}
