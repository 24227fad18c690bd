/** Begins the ids of what servers have made for themselves, and no id of a file: no later version of this program can take one of theirs. */
export const OWN_ID = 'our-';

/** As long as a content id may be. */
const LONGEST = 40;

export function isOwnId(id: string): boolean {
  return id.startsWith(OWN_ID);
}

/** The id of a thing of this name: its letters of the Latin alphabet and digits; where it has none, the numbers of its characters. */
export function ownIdOf(name: string): string {
  const plain = slug(name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
  const told =
    plain === '' ? slug([...name].map((character) => character.codePointAt(0)?.toString(16)).join('-')) : plain;
  return `${OWN_ID}${told}`.slice(0, LONGEST).replace(/-+$/, '');
}

function slug(text: string): string {
  return text.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}
