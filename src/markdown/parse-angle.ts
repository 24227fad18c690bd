import type { InlineNode } from './nodes.ts';
import { safeLink } from './safe-link.ts';

interface FoundAngle {
  readonly node: InlineNode | string;
  readonly end: number;
}

/** The furthest moment a JavaScript Date can hold, in seconds. */
const LAST_SECOND = 8_640_000_000_000;

/**
 * What stands between `<` and `>`: mentions, commands, timestamps, emoji of a server, links without a preview.
 * Anything else, such as an HTML tag, is null: text.
 */
export function parseAngle(text: string, position: number, insideLink: boolean): FoundAngle | null {
  const close = text.indexOf('>', position);
  if (close === -1 || close - position > 2100) return null;
  const inner = text.slice(position + 1, close);
  const node = read(inner, insideLink);
  return node === null ? null : { node, end: close + 1 };
}

function read(inner: string, insideLink: boolean): InlineNode | string | null {
  const mention = /^(@!?|@&|#)(\d{1,20})$/.exec(inner);
  if (mention) {
    const id = mention[2] ?? '';
    if (mention[1] === '#') return { kind: 'channel-mention', id };
    return { kind: mention[1] === '@&' ? 'role-mention' : 'user-mention', id };
  }
  const command = /^\/([-_\p{L}\p{N} ]{1,98}):\d{1,20}$/u.exec(inner);
  if (command) return { kind: 'command-mention', name: command[1] ?? '' };
  const time = /^t:(-?\d{1,14})(?::([tTdDfFR]))?$/.exec(inner);
  if (time) {
    const seconds = Number(time[1]);
    return Math.abs(seconds) > LAST_SECOND ? null : { kind: 'timestamp', seconds, style: time[2] ?? 'f' };
  }
  const emoji = /^a?:(\w{2,32}):\d{1,20}$/.exec(inner);
  if (emoji) return `:${emoji[1]}:`;
  const href = insideLink || /\s/.test(inner) ? null : safeLink(inner);
  return href === null ? null : { kind: 'link', href, children: [{ kind: 'text', text: inner }] };
}
