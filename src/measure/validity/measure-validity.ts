import path from 'node:path';
import { loadContent } from '../../content/load-content.ts';
import type { Content } from '../../content/schema.ts';
import { REJECTED_FOR_THE_CALL, rejectionSchema } from '../../debate/events.ts';
import { PROJECT_ROOT } from '../../project-root.ts';
import { wilsonInterval } from '../../statistics/wilson.ts';
import { type Hits, hitsOf, type Judged, labelOf, rejectionHits } from './count.ts';
import { judgeTurn } from './judge-turn.ts';
import type { LabelledTurn } from './labelled-turn.ts';
import { readTurns } from './read-turns.ts';

/** The labelled turns that ship. */
export const TURNS_FILE = path.join(PROJECT_ROOT, 'data', 'validity', 'turns.jsonl');

export type Half = LabelledTurn['split'];

/** Has the detectors judge labelled turns. */
export function judgeTurns(turns: readonly LabelledTurn[], content: Content): Judged[] {
  return turns.map((turn) => {
    const finding = judgeTurn(turn, content);
    return { turn, said: finding?.reason ?? 'valid', detail: finding?.detail ?? '' };
  });
}

/**
 * Measures the detectors on the labelled turns and prints their precision and recall, one table for each half of the set.
 * @param halves which halves; whoever changes a detector looks at the tuning half only
 * @throws TurnsFileError
 */
export async function measureValidity(
  stdout: Pick<NodeJS.WriteStream, 'write'>,
  halves: readonly Half[],
): Promise<void> {
  const say = (line: string): void => void stdout.write(`${line}\n`);
  const judged = judgeTurns(await readTurns(TURNS_FILE), await loadContent(PROJECT_ROOT));
  for (const half of halves) {
    const own = judged.filter(({ turn }) => turn.split === half);
    say(`## ${half === 'tuning' ? 'Tuning half' : 'Held-out half'}: ${describe(own)}`);
    say('');
    for (const line of [...rates(own), '', ...mistakes(own), '']) say(line);
  }
}

function describe(judged: readonly Judged[]): string {
  const written = judged.filter(({ turn }) => turn.source === 'written').length;
  const valid = judged.filter(({ turn }) => turn.label === 'valid').length;
  return `${judged.length} turns, ${written} written and ${judged.length - written} by the small model; ${valid} are valid`;
}

function rates(judged: readonly Judged[]): string[] {
  const row = (name: string, hits: Hits): string =>
    `| ${name} | ${hits.labelled} | ${hits.said} | ${share(hits.both, hits.said)} | ${share(hits.both, hits.labelled)} |`;
  const from = (source: LabelledTurn['source']): Judged[] => judged.filter(({ turn }) => turn.source === source);
  return [
    '| | labelled | said | precision (95%) | recall (95%) |',
    '| --- | --- | --- | --- | --- |',
    row('**not valid, any reason**', rejectionHits(judged)),
    row('... of written turns', rejectionHits(from('written'))),
    row('... of the small model’s', rejectionHits(from('small-model'))),
    // What the server itself calls cut needs no detector.
    row(
      '... where the server said that it was done',
      rejectionHits(judged.filter(({ turn }) => turn.finish === 'stop')),
    ),
    row('**valid**', hitsOf(judged, 'valid')),
    // No text is labelled so: it is said of a server.
    ...rejectionSchema.options
      .filter((reason) => !REJECTED_FOR_THE_CALL.has(reason))
      .map((reason) => row(reason, hitsOf(judged, reason))),
  ];
}

/** A share with its interval, in percent; a dash where there is nothing to share. */
function share(count: number, total: number): string {
  if (total === 0) return '–';
  const [low, high] = wilsonInterval(count, total);
  return `${percent(count / total)}% (${percent(low)} to ${percent(high)})`;
}

function percent(value: number): string {
  return (100 * value).toFixed(0);
}

function mistakes(judged: readonly Judged[]): string[] {
  const wrong = judged.filter((one) => labelOf(one) !== one.said);
  const list = (title: string, some: readonly Judged[], line: (one: Judged) => string): string[] => [
    `${title}: ${some.length === 0 ? 'none' : some.length}`,
    ...some.map((one) => `- ${line(one)}`),
  ];
  const missed = wrong.filter(({ said }) => said === 'valid');
  const lost = wrong.filter(({ turn }) => turn.label === 'valid');
  const confused = wrong.filter(({ turn, said }) => said !== 'valid' && turn.label !== 'valid');
  return [
    ...list('Missed (passed as valid)', missed, ({ turn }) => `${turn.id}: ${turn.label}`),
    '',
    ...list('Wrongly rejected', lost, ({ turn, said, detail }) => `${turn.id}: ${said}, ${detail}`),
    '',
    ...list(
      'Rejected for another reason',
      confused,
      ({ turn, said, detail }) => `${turn.id}: ${turn.label}, said ${said}, ${detail}`,
    ),
  ];
}
