import type { Board, Counts, Pair, Row, Sum } from '../community/leaderboard/boards.ts';
import type { Entry } from '../community/leaderboard/entry.ts';
import { LEAST_BALLOTS } from '../community/leaderboard/standings.ts';
import { counted } from '../core/counted.ts';
import type { BoardReport } from './leaderboards.ts';
import { type Code, entryWords, plain, standingWords } from './standing-words.ts';

/** Which boards there are. */
export const BOARDS = ['ensembles', 'models', 'personas'] as const;
export type BoardName = (typeof BOARDS)[number];

/** A board as it is read on Discord and in a terminal. */
export interface BoardText {
  readonly title: string;
  /** What it rests on, a paragraph each. */
  readonly texts: readonly string[];
  readonly sections: readonly BoardSection[];
}

export interface BoardSection {
  readonly name: string;
  /** What belongs together: an entry with its lines, or a pair. */
  readonly items: readonly BoardItem[];
}

export interface BoardItem {
  readonly head: string;
  readonly lines: readonly string[];
}

const NOTES = {
  ensembles: 'Ensembles are connected through the models that they were measured against.',
  models:
    'A model stands here for what it answers alone, as the baseline of ensembles: debating with itself, or choosing among its drafts. Models are connected through the ensembles that were measured against them.',
  personas:
    'A persona stands here for the own answers of the members who play it, on whatever model. Each two members’ answers on one ballot are a pair.',
} as const satisfies Readonly<Record<BoardName, string>>;

/** On ballots with members' own answers. */
const OWN_NOTES = {
  models:
    'As a member it stands here for the own answers that it wrote with a persona: against those of members on other models, and against the single model’s.',
  none: 'No ballot had members’ own answers.',
  scores: 'Judges compare members’ own answers by their scores of them, read alone: equal to one decimal is a tie.',
} as const;

const NO_PERSONAS =
  'Personas can be compared only by ballots on which the members’ own answers stand. No ballot had any, so nothing tells personas apart. /debate start puts them there with members-answers.';

function notesOf(name: BoardName, { own }: Counts): string[] {
  if (name === 'ensembles') return [NOTES.ensembles];
  if (own === 0) return [`${NOTES[name]} ${OWN_NOTES.none}`];
  return [name === 'models' ? `${NOTES.models} ${OWN_NOTES.models}` : NOTES.personas, OWN_NOTES.scores];
}

const MEANING =
  'In percent: how likely it is to be preferred to an average one of all that the pairs here connect, with its 95% interval over ballots (Bradley-Terry; a tie is half a win each). Those whose intervals overlap share a rank.';

/** @param where `this server` or a database @param code marks a name where a text can */
export function boardText(name: BoardName, report: BoardReport, where: string, code: Code = plain): BoardText {
  const title = `Leaderboard of ${name}`;
  if (name === 'personas' && report.counts.own === 0) return { title, texts: [NO_PERSONAS], sections: [] };
  if (report.counts.ballots === 0) {
    const texts = [`No ballot of ${where} was closed yet, so there is nothing to rank.`, ...unreadableText(report)];
    return { title, texts, sections: [] };
  }
  const board = report[name];
  return {
    title,
    texts: [countsText(report.counts, where), ...unreadableText(report), ...report.cautions],
    sections: [
      ...sectionsOf(board, (entry) => entryWords(entry, { code, owners: report.guildId === null })),
      {
        name: 'How to read it',
        items: [...(hasFigures(board) ? [MEANING] : []), ...notesOf(name, report.counts)].map((head) => ({
          head,
          lines: [],
        })),
      },
    ],
  };
}

function hasFigures({ groups, tooFew }: Board): boolean {
  return [...groups.flat(), ...tooFew].some(({ votes, judges }) =>
    [votes, judges].some(({ status }) => status !== 'too-few'),
  );
}

function countsText({ ballots, voted, judged, voters, allBad, unscored, leftOut, own }: Counts, where: string): string {
  const bad = allBad === 0 ? '' : `; ${allBad} found all answers bad, which counts in no pair`;
  const sentences = [
    `${counted(ballots, 'closed ballot')} of ${where}: people’s votes compare answers on ${voted}, judges on ${judged}`,
    `${counted(voters, 'vote')} by people in filtered counts (scripted voters are left out)${bad}`,
    ...(own === 0 ? [] : [`Members’ own answers stood on ${own} of them`]),
    ...(unscored === 0 ? [] : [`Of judges ${counted(unscored, 'comparison')} could not be had`]),
    ...(leftOut === 0
      ? []
      : [`Left out: ${counted(leftOut, 'answer')} of debates that lack a turn or in which people spoke`]),
  ];
  return sentences.map((sentence) => `${sentence}.`).join(' ');
}

function unreadableText({ unreadable }: BoardReport): string[] {
  return unreadable.length === 0 ? [] : [`Left out, since they can't be read: ${unreadable.join(', ')}.`];
}

type NameOf = (entry: Entry) => string;

function sectionsOf({ groups, tooFew, pairs }: Board, nameOf: NameOf): BoardSection[] {
  const items = (rows: readonly Row[], prefix = ''): BoardItem[] => rows.map((row) => rowItem(row, prefix, nameOf));
  const [first, ...others] = groups;
  const sections = [
    {
      name: 'Standings',
      items: first === undefined ? [{ head: 'Nobody has enough votes yet.', lines: [] }] : items(first),
    },
    others.length > 1
      ? {
          name: 'Not connected with those above, nor one group with another',
          items: others.flatMap((rows, place) => items(rows, `Group ${place + 2}: `)),
        }
      : { name: 'Not connected with those above', items: others.flatMap((rows) => items(rows)) },
    { name: `Too few votes (on fewer than ${LEAST_BALLOTS} ballots)`, items: items(tooFew) },
    { name: 'The pairs that feed it', items: pairs.map((pair) => ({ head: pairLine(pair, nameOf), lines: [] })) },
  ];
  return sections.filter((section) => section.items.length > 0);
}

function rowItem({ entry, votes, judges }: Row, prefix: string, nameOf: NameOf): BoardItem {
  return {
    head: `${prefix}${nameOf(entry)}`,
    lines: [
      `people: ${standingWords(votes, 'not enough votes')}`,
      `judges: ${standingWords(judges, 'not compared often enough')}`,
    ],
  };
}

function pairLine({ one, other, votes, judges }: Pair, nameOf: NameOf): string {
  const who = `${nameOf(one)} against ${nameOf(other)}`;
  return `${who}: ${sumWords(votes, 'votes')}; ${sumWords(judges, 'judges')}`;
}

function sumWords({ ballots, wins, losses, ties }: Sum, what: string): string {
  if (ballots === 0) return `${what} none`;
  return `${what} ${wins} to ${losses}${ties === 0 ? '' : `, ${counted(ties, 'tie')}`} (${counted(ballots, 'ballot')})`;
}
