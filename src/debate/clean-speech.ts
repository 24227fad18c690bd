import { literally } from '../core/names-in-text.ts';
import type { Member } from './plan.ts';

/** What a chat template leaves at an end: its tokens, or the heading of the turn that would come next. */
const TEMPLATE_REST =
  /(?:\s*(?:<\|[a-z_]+\|>|<\/?s>|<(?:end|start)_of_turn>|\[\/?INST\]|^#{2,4} *(?:Instruction|Input|Response|User|Human|Assistant):?))+\s*(?![\s\S])/im;

/**
 * A turn as others see it: without the label that some models put before their own words (`Ada (for):`, `## Ada`), without quotation marks
 * or a fence around the whole, without what its chat template leaves at the end.
 */
export function cleanSpeech(text: string, { name }: Pick<Member, 'name'>): string {
  let cleaned = text.trim().replace(TEMPLATE_REST, '');
  cleaned = unwrap(cleaned.replace(labelOf(name), '').trim());
  // The transcript's form: a label, then the words between quotation marks.
  return unwrap(cleaned.replace(labelOf(name), '').trim()).trim();
}

/** A speaker's own label: the name or its first part, perhaps a stance and a round, and a colon or the end of the line. */
function labelOf(name: string): RegExp {
  const [first = name] = name.split(' ');
  const names = [name, first].map(literally).join('|');
  return new RegExp(
    `^[*_#\\s]*(?:${names})[*_]*\\s*(?:\\([^)\\n]{1,20}\\))?(?:, round \\d+)?[*_]*[ \\t]*(?::[*_]*\\s*|\\n\\s*|$)`,
    'i',
  );
}

function unwrap(text: string): string {
  const fenced = /^```\w*\n([\s\S]*?)\n?```$/.exec(text)?.[1];
  // Two blocks of code with words between them are no fence around the whole.
  let cleaned = fenced === undefined || fenced.includes('```') ? text : fenced;
  for (const quotes of ['"""', "'''", '"']) {
    const inner = cleaned.slice(quotes.length, -quotes.length);
    const enclosed = cleaned.length >= 2 * quotes.length && cleaned.startsWith(quotes) && cleaned.endsWith(quotes);
    if (enclosed && !inner.includes(quotes)) cleaned = inner;
  }
  return cleaned;
}
