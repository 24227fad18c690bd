import type { Member } from './plan.ts';

/**
 * A turn as others see it: without the label that some models put before their own words (`Ada (for):`), without quotation marks or a
 * fence around the whole.
 */
export function cleanSpeech(text: string, speaker: Pick<Member, 'name'>): string {
  const name = speaker.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const label = new RegExp(`^[*_#\\s]*${name}[*_]*\\s*(?:\\([^)]{1,20}\\))?[*_]*\\s*:[*_]*\\s*`, 'i');
  let cleaned = text.trim().replace(label, '');
  const fenced = /^```\w*\n([\s\S]*)\n```$/.exec(cleaned);
  if (fenced?.[1] !== undefined) cleaned = fenced[1];
  for (const quotes of ['"""', "'''", '"']) {
    const inner = cleaned.slice(quotes.length, -quotes.length);
    const enclosed = cleaned.length > 2 * quotes.length && cleaned.startsWith(quotes) && cleaned.endsWith(quotes);
    if (enclosed && !inner.includes(quotes)) cleaned = inner;
  }
  return cleaned.trim();
}
