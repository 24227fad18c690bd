import type { Candidate, Detector } from './finding.ts';
import { sharedShare, shinglesOf, wordsOf } from './words.ts';

/** Parts that nobody at the table has, in the languages in which we have seen models write them. */
const PARTS = new Set(
  'user assistant system human ai bot narrator moderator host chair chairman chairperson judge interviewer audience proponent opponent affirmative negative pro con moderatorin gegner gegnerin befürworter befürworterin publikum modérateur modératrice moderador moderadora'.split(
    ' ',
  ),
);
/** Numbered ones, as a baseline's members are called. */
const NUMBERED_PART = /^(?:speaker|debater|participant|member|person|side|team) (?:\d+|[a-d])$/;

/** What only a chat template writes: the mark of somebody's turn, or a heading for one. */
const TEMPLATE_MARKS =
  /<\|(?:im_start|start_header_id|user|assistant|system)\|>|<start_of_turn>|\[INST\]|^#{2,4} *(?:instruction|input|response|question|user|human|assistant)s?\b/im;

/** The start of a line that somebody's words could follow: markup, a name, perhaps a stance, a round, a verb. */
const LABEL =
  /^[*_#\s"“-]*(?<name>[\p{L}][^:*_(\n,]{0,39}?)[*_]*\s*(?<stance>\((?:for|against|advocate|none|chair|pro|con)[^)\n]{0,20}\))?[*_]*(?<round>,? rounds? \d+,?)?\s*(?<verb>(?:\p{L}+ ){0,2}(?:said|says|replies|answers|argues)\s*)?(?<end>:|$)/iu;
/** A transcript's label without a colon: name, stance, and a round or the first word of a sentence. "Ada (for) argued that" is a report. */
const TRANSCRIPT_LABEL =
  /^[*_#\s]*(?<name>\p{L}[^:*_(\n,]{1,39}?)[*_]*\s*\((?:for|against|advocate|For|Against)\)[*_]*(?:,? [Rr]ounds? \d+\b|\s+["“]?\p{Lu})/u;

/** Of the words after a name, this share was said by that member before: it is a quotation. */
const QUOTED_SHARE = 0.6;

/** Writes others' lines as in a script (`Ben: ...`), or the turns of a chat. */
export const findOthersLines: Detector = (candidate) => {
  const { text } = candidate;
  const mark = TEMPLATE_MARKS.exec(text)?.[0];
  if (mark !== undefined) return { reason: 'speaks-for-others', detail: `a chat template's mark: ${mark.trim()}` };
  const lines = text.replace(/```[\s\S]*?```/g, '').split('\n');
  const labels = lines.map((line, place) => labelOf(line, lines.slice(place + 1)));
  const names = namesOfOthers(candidate);
  for (const [place, label] of labels.entries()) {
    const member = label === undefined ? undefined : names.get(label.name);
    if (member === undefined || isQuotation(lines[place] ?? '', member, candidate)) continue;
    return { reason: 'speaks-for-others', detail: `a line is labelled "${label?.name}"` };
  }
  const spoken = labels.flatMap((label) => (label?.colon === true ? [label.name] : []));
  const parts = spoken.filter((name) => isPart(name) && name !== candidate.speaker.name.toLowerCase());
  // Among labels of other kinds it is one of those whom the motion concerns (`Patients: ...`, `System: ...`), not a part in a play.
  return parts.length > 0 && spoken.length - parts.length < 2
    ? { reason: 'speaks-for-others', detail: `a line is labelled "${parts[0]}"` }
    : undefined;
};

interface Label {
  /** In lower case, without an article. */
  readonly name: string;
  readonly colon: boolean;
}

function labelOf(line: string, after: readonly string[]): Label | undefined {
  // An item of a list says something of a member (`- Ada: right about the cost`), a quoted line says what was said.
  if (/^\s*(?:[-*•+>]|\d+[.)])\s/.test(line)) return undefined;
  const transcript = TRANSCRIPT_LABEL.exec(line)?.groups?.['name'];
  if (transcript !== undefined) return { name: plain(transcript), colon: true };
  const { name, end, stance, verb } = LABEL.exec(line)?.groups ?? {};
  if (name === undefined) return undefined;
  // "Ada says:" may report what Ada said; "Ada (for) says:" is a transcript.
  if (verb !== undefined && stance === undefined) return undefined;
  if (end === ':') return { name: plain(name), colon: true };
  // A name on a line of its own is a label where something follows it.
  return after.some((later) => later.trim() !== '') ? { name: plain(name), colon: false } : undefined;
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^(?:an?|the) /, '');
}

function isPart(name: string): boolean {
  return PARTS.has(name) || NUMBERED_PART.test(name);
}

/** The other members by their full names and, where nobody shares it, their first ones. */
function namesOfOthers({ table, speaker }: Candidate): Map<string, string> {
  const names = new Map<string, string>();
  const own = [speaker.name.toLowerCase(), firstName(speaker.name)];
  for (const { name } of table) {
    for (const called of [name.toLowerCase(), firstName(name)]) if (!own.includes(called)) names.set(called, name);
  }
  return names;
}

function firstName(name: string): string {
  return name.toLowerCase().split(' ')[0] ?? '';
}

function isQuotation(line: string, member: string, { before }: Candidate): boolean {
  const words = wordsOf(line.slice(line.indexOf(':') + 1));
  if (words.length < 6) return false;
  return before.some(
    ({ speaker, text }) =>
      speaker.name === member && sharedShare(shinglesOf(words, 3), shinglesOf(wordsOf(text), 3)) >= QUOTED_SHARE,
  );
}
