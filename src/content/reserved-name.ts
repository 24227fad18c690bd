/** What stands for somebody or something else in prompts, in what judges read and on cards. */
const OTHERS =
  '(?:the )?(?:chair|judge|audience|moderator)|a model|speaker|nobody|everyone|here|you|system|user|assistant';
const WHOLE = new RegExp(`^(?:${OTHERS}|(?:speaker|guest) \\S+)$`, 'i');

/** For whoever gives such a name to a persona. */
export const RESERVED_NAME = 'choose another name: debates have this one for somebody else';

/** Whether a name is one that debates have for somebody else: no persona may have it. */
export function isReservedName(name: string): boolean {
  return WHOLE.test(name.normalize('NFKC'));
}
