import { beginsReserved } from '../content/reserved-name.ts';
import { tidy } from '../content/tidy.ts';
import { wholeName } from '../core/names-in-text.ts';

/** As long as a member's may be. */
const LONGEST = 32;
const A_PERSON = ' (a person)';

/** Whom a name must not be taken for, and what it must not be taken for. */
export interface NameSurroundings {
  /** Members and chair. */
  readonly members: readonly string[];
  /** People who sit at the table already. */
  readonly people: readonly string[];
  /** What is debated and what was said so far. */
  readonly words: string;
}

/**
 * The name under which others read a person: as the server shows them, tidied. One that could be taken for a member's says that it is a
 * person's, and so does one that is a word of the debate: in what judges read names are replaced, and words must not be.
 */
export function personName(shown: string, { members, people, words }: NameSurroundings): string {
  const name = cut(tidy(shown), LONGEST) || 'A guest';
  const isMember = members.some((member) => plain(name).includes(plain(member)) || plain(member).includes(plain(name)));
  const sure = isMember || beginsReserved(name) || isWordOf(name, words) ? marked(name, A_PERSON) : name;
  let distinct = sure;
  for (let more = 2; people.some((other) => plain(other) === plain(distinct)); more += 1)
    distinct = marked(sure, ` (${more})`);
  return distinct;
}

function marked(name: string, mark: string): string {
  return cut(name, LONGEST - mark.length) + mark;
}

/** Never inside a character. */
function cut(name: string, length: number): string {
  return name
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}

function plain(name: string): string {
  return tidy(name).normalize('NFKC').toLowerCase();
}

/** Short words in lower case can come up in any debate. */
function isWordOf(name: string, words: string): boolean {
  if (/^\p{L}$|^\p{Ll}{1,4}$/u.test(name)) return true;
  return wholeName(name).test(words);
}
