/** U+FE0F: asks for the character before it to be drawn as a picture. */
const AS_PICTURE = /\ufe0f/g;

/**
 * Whether two names are the same emoji. Discord keeps what each client sends, and clients differ in whether ⚠️ and its like carry U+FE0F:
 * both kinds can stand under one message and look the same.
 */
export function isSameEmoji(left: string | null, right: string): boolean {
  return left !== null && left.replace(AS_PICTURE, '') === right.replace(AS_PICTURE, '');
}
