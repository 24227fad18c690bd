import { withoutUnseen } from './unseen.ts';

/** Control characters but for line end and tab. The first of them, NUL, ends the text for servers written in C. */
const CONTROL = /[^\P{Cc}\n\t]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
/** More than one blank line shows nothing and can fill a window. */
const BLANK_LINES = /\n(?:[ \t]*\n){2,}/g;

/** `"""`, our own fence, and what looks like it. */
const FENCES = /["\u201c-\u201f\u2033\u2036\u301d-\u301f\uff02]{3,}/g;

/**
 * Where a server would read a token or a switch of its own: in angle brackets (ChatML, Llama, Gemma, gpt-oss, DeepSeek's wide bars, thinking
 * tags), in square ones (Mistral, EXAONE, GLM, Ollama's places for images), and the few of other shapes (Falcon, OLMo, MiniMax, Qwen's
 * `/no_think`). The token is broken after the character that stands here.
 */
const TOKENS = [
  /<(?=[|\uff5c]|[^\s<>]{1,60}>)/g,
  /\[(?=\/?[a-z]?[A-Z][A-Z0-9_]+\]|[|@][^\s[\]]{1,60}\]|img-\d|multimodal\]|e~\[)/g,
  />>?(?=[A-Z]+<<)/g,
  /\|(?=\|\|[A-Z_]+\|\|\|)/g,
  /\](?=~)/g,
  /(?<=^|\s)\/(?=(?:no_?)?think\b)/gi,
] as const;

/** Seen by no reader, and part of no token. */
const BREAK = '\u200b';

/**
 * Text from people and models is data wherever it meets a prompt: it can neither close our fences nor be read as markup by a server that
 * looks for its control tokens in the content of messages, as Ollama does. A reader sees no difference. Doing it twice changes nothing more.
 */
export function neutralise(text: string): string {
  const plain = withoutUnseen(text.replace(LINE_ENDS, '\n').replace(CONTROL, ''))
    .replace(FENCES, (marks) => "'".repeat(marks.length))
    .replace(BLANK_LINES, '\n\n');
  return TOKENS.reduce((broken, token) => broken.replace(token, (start) => `${start}${BREAK}`), plain);
}
