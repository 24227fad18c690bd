import { fitnessLines, TURN_WORDS } from '../../judge-foreign/fitness-lines.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { percent, points } from '../analysis/words.ts';
import type { AuditFindings, ConclusionKind } from './audit-findings.ts';

const HEADINGS = {
  no: 'What cannot be concluded:',
  careful: 'What can be concluded with care alone:',
  yes: 'What can be concluded:',
} as const satisfies Readonly<Record<ConclusionKind, string>>;

/** What an audit of a data set of others says, for people. */
export function auditLines(findings: AuditFindings): string[] {
  const { file, sha256, checked } = findings;
  return [
    `${file} (SHA-256 ${sha256.slice(0, 16)}…), read without asking any model.`,
    '',
    ...fitnessLines(checked),
    '',
    ...conditionLines(findings),
    '',
    ...roleLines(findings),
    '',
    ...pairLines(findings),
    ...ownLines(findings),
    ...(['no', 'careful', 'yes'] as const).flatMap((kind) => {
      const own = findings.conclusions.filter((one) => one.kind === kind);
      return own.length === 0 ? [] : ['', HEADINGS[kind], ...own.map(({ words }) => `- ${words}`)];
    }),
  ];
}

function conditionLines({ conditions }: AuditFindings): string[] {
  return tableLines(
    [
      ['condition', 'debates', 'turns', 'valid', 'fit', 'whole', 'answered'],
      ...conditions.map(({ condition, debates, turns, valid, fit, whole, answered }) => [
        condition ?? 'none told',
        ...[debates, turns, valid, fit, whole, answered].map(String),
      ]),
    ],
    'right',
  );
}

function roleLines({ roles }: AuditFindings): string[] {
  return tableLines(
    [
      ['condition, role', 'turns', 'valid', 'not valid'],
      ...roles.map(({ condition, role, turns, valid, invalid }) => [
        `${condition ?? 'none told'}, ${role}`,
        String(turns),
        String(valid),
        // The keys are those of the words, which name every fault.
        (Object.keys(TURN_WORDS) as (keyof typeof TURN_WORDS)[])
          .flatMap((fault) => (invalid[fault] === undefined ? [] : [`${TURN_WORDS[fault]} ${invalid[fault]}`]))
          .join(', '),
      ]),
    ],
    'left',
  );
}

function pairLines({ pairs, cuts }: AuditFindings): string[] {
  const { words } = cuts;
  return [
    `Pairs with and without an ensemble on one topic: ${pairs.pairs} (${pairs.told} told by topic and ensemble, ${pairs.pairs - pairs.told} by topic alone), ${pairs.fit} of them with two debates fit to be scored, ${pairs.whole} with two that are whole, on ${pairs.topics} topics.`,
    `Texts that end in mid-sentence: ${cuts.cut} of ${cuts.texts}${words === null ? '' : `, the middle one after ${words.median} words (eight of ten: ${words.low} to ${words.high})${cuts.oneLength ? ': about one length' : ''}`}.`,
  ];
}

function ownLines({ scores, winners, means }: AuditFindings): string[] {
  const { mode } = scores;
  return [
    mode === null
      ? 'Scores of its own: none.'
      : `Scores of its own: ${scores.scores} in ${scores.debates} debates; ${mode.count} of them (${percent(mode.share)}) are exactly ${mode.value}${scores.suspicious ? ', which looks like a default' : ''}.`,
    winners.asked === 0 ? 'Winners: not told.' : `Winners: ${winners.nobody} of ${winners.asked} debates name nobody.`,
    ...means.map(({ of, published, field, recomputed }) => {
      const found = recomputed.map(({ from, mean, debates }) => `${points(mean)} by ${from} (${debates} debates)`);
      return `Published mean of ${of}: ${published} (${field}); its rows give ${found.length === 0 ? 'none, for they have no scores' : found.join(', ')}.`;
    }),
  ];
}
