import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REJECTED_FOR_THE_CALL, rejectionSchema } from '../../src/debate/events.ts';
import { hitsOf, type Judged, precisionOf, recallOf, rejectionHits } from '../../src/measure/validity/count.ts';
import type { LabelledTurn } from '../../src/measure/validity/labelled-turn.ts';
import { judgeTurns, measureValidity, TURNS_FILE } from '../../src/measure/validity/measure-validity.ts';
import { readTurns, TurnsFileError } from '../../src/measure/validity/read-turns.ts';
import { content } from '../support/content.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const turns = await readTurns(TURNS_FILE);
const judged = judgeTurns(turns, content);
const of = (half: LabelledTurn['split']): Judged[] => judged.filter(({ turn }) => turn.split === half);

describe('the labelled turns', () => {
  it('are enough, half of them a real model’s, at several temperatures, templates and cuts', () => {
    const made = turns.flatMap((turn) => turn.made ?? []);
    expect(turns.length).toBeGreaterThanOrEqual(240);
    expect(made.length).toBeGreaterThanOrEqual(turns.length / 2);
    for (const key of ['temperature', 'chat', 'voice', 'cut'] as const) {
      expect(new Set(made.map((recipe) => recipe[key])).size).toBeGreaterThanOrEqual(3);
    }
  });

  it('have valid ones and every reason that a text can give', () => {
    const reasons = rejectionSchema.options.filter((reason) => !REJECTED_FOR_THE_CALL.has(reason));
    expect(new Set(turns.map(({ label }) => label))).toEqual(new Set(['valid', ...reasons]));
  });
});

describe('the detectors on the labelled turns', () => {
  // Measured: precision 100% (tuning and held out), recall 96% and 95%. Two more turns of a half may go wrong before this fails.
  it.each(['tuning', 'held-out'] as const)('reject what is no turn and nothing else: the %s half', (half) => {
    const hits = rejectionHits(of(half));
    expect(precisionOf(hits)).toBeGreaterThanOrEqual(0.975);
    expect(recallOf(hits)).toBeGreaterThanOrEqual(0.935);
  });

  // What a server calls cut needs no detector. Measured: 93% and 90%.
  it.each(['tuning', 'held-out'] as const)('do so where the server noticed nothing: the %s half', (half) => {
    const hits = rejectionHits(of(half).filter(({ turn }) => turn.finish === 'stop'));
    expect(recallOf(hits)).toBeGreaterThanOrEqual(0.865);
  });

  it('say the right reason', () => {
    for (const reason of rejectionSchema.options) {
      const precision = precisionOf(hitsOf(judged, reason));
      if (precision !== undefined) expect([reason, precision >= 0.93]).toEqual([reason, true]);
    }
  });
});

describe('the command', () => {
  it('prints both halves, with intervals and the ids of what went wrong', async () => {
    const parts: string[] = [];
    await measureValidity({ write: (text: string) => parts.push(text) > 0 }, ['tuning', 'held-out']);
    const printed = parts.join('');
    expect(printed).toMatch(/## Tuning half: \d+ turns, \d+ written and \d+ by the small model; \d+ are valid/);
    expect(printed).toMatch(
      /\| \*\*not valid, any reason\*\* \| \d+ \| \d+ \| \d+% \(\d+ to \d+\) \| \d+% \(\d+ to \d+\) \|/,
    );
    const missed = judged.find(({ turn, said }) => turn.label !== 'valid' && said === 'valid');
    expect(printed).toContain(`- ${missed?.turn.id}: ${missed?.turn.label}`);
  });

  it.each([
    ['no JSON', '{', /:1: it is no JSON/],
    [
      'a turn of the wrong half',
      JSON.stringify({ ...turns[0], split: turns[0]?.split === 'tuning' ? 'held-out' : 'tuning' }),
      /belongs to/,
    ],
    ['an unknown label', JSON.stringify({ ...turns[0], label: 'boring' }), /label/],
  ])('says where the file has %s', async (_, line, problem) => {
    const file = path.join(await temporaryFolder(), 'turns.jsonl');
    await writeFile(file, `${line}\n`);
    const reading = readTurns(file);
    await expect(reading).rejects.toThrow(TurnsFileError);
    await expect(reading).rejects.toThrow(problem);
  });
});
