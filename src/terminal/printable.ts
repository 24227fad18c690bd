/** Turn the direction of text around, unseen. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** How far the pictures of control characters (␛ and its like) are from the characters themselves. */
const PICTURES = 0x2400;
const DELETE = 0x7f;

/**
 * Text of models and people as it may be written to a terminal: nothing in it moves the cursor, changes colours, titles or the clipboard,
 * or hides what was written before. Control characters are shown as pictures; line breaks stay, tabs become spaces.
 */
export function printable(text: string): string {
  return text
    .replace(/\r/g, '')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(DIRECTIONS, '')
    .replace(/\t/g, '    ')
    .replace(/[^\P{Cc}\n]/gu, picture);
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code === DELETE) return '\u2421';
  // Those above ASCII (0x80 to 0x9f) have no pictures.
  return code < DELETE ? String.fromCharCode(PICTURES + code) : '\ufffd';
}
