import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pairCodec } from '../../../src/study/data/stored-pair.ts';
import { scoreCodec, storedScoreSchema } from '../../../src/study/data/stored-score.ts';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { readTables, tableFiles } from '../../../src/study/data/tables.ts';
import { makeStudy } from '../made-study.ts';
import { sit, smallPlan } from '../scripted-study.ts';

async function writtenAndRead(data: StudyData): Promise<Omit<StudyData, 'head'>> {
  const files = await tableFiles(data);
  return readTables(async (name) => {
    const file = files.find(({ entry }) => entry.name === name);
    if (file === undefined) throw new Error(`There is no ${name}`);
    return file.bytes;
  });
}

/** The lines of the scores' table. */
async function scoreLines(data: StudyData): Promise<z.infer<typeof storedScoreSchema>[]> {
  const scores = (await tableFiles(data)).find(({ entry }) => entry.name === 'scores.jsonl.gz');
  const text = gunzipSync(scores?.bytes ?? '').toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => storedScoreSchema.parse(JSON.parse(line)));
}

describe('a study’s tables', () => {
  it.each([
    ['run', () => sit({ plan: smallPlan({ judged: ['debate', 'answer', 'contribution', 'pair'] }) })],
    ['made, with gaps and two judges', async () => makeStudy({ scenarios: 3, gaps: 0.2, incomplete: 0.3 })],
    ['made, of which no judge scored anything', async () => makeStudy({ scenarios: 2, unscored: true })],
  ])('of a study that was %s hold all that the analysis reads', async (_, make) => {
    const data = await make();
    const { debates, scores, pairs } = data;
    expect(await writtenAndRead(data)).toStrictEqual({ debates, scores, pairs });
  });

  it('have a score as a number with its distribution beside it, and why there is none in a column of its own', async () => {
    const data = makeStudy({ scenarios: 2, gaps: 0.2 });
    const lines = await scoreLines(data);
    expect(lines).toHaveLength(data.scores.length);
    for (const [place, line] of lines.entries()) {
      const score = data.scores[place]?.judgement.score;
      if (score?.status === 'scored') {
        expect([line.p1, line.p2, line.p3, line.p4, line.p5, line.p6, line.p7]).toEqual(score.distribution);
        expect(line).toMatchObject({ value: score.value, unscored: null });
      } else {
        expect(line).toMatchObject({ value: null, p1: null, reason: null, unscored: score?.reason });
      }
    }
    expect(lines.some(({ unscored }) => unscored !== null)).toBe(true);
  });

  it('have the same columns in every row', async () => {
    const lines = await scoreLines(makeStudy({ scenarios: 2, gaps: 0.2 }));
    expect(new Set(lines.map((line) => Object.keys(line).join())).size).toBe(1);
  });

  it('are refused where a row has neither a score nor why there is none, or both', () => {
    const { scores, pairs } = makeStudy({ scenarios: 1, ensembles: 1, gaps: 0, incomplete: 0 });
    const [score, pair] = [scores[0], pairs[0]];
    if (score === undefined || pair === undefined) throw new Error('The study has no rows');
    const line = z.encode(scoreCodec, score);
    const isRow = (change: object): boolean => scoreCodec.safeParse({ ...line, ...change }).success;
    expect(isRow({})).toBe(true);
    expect(isRow({ value: null })).toBe(false);
    expect(isRow({ p4: null })).toBe(false);
    expect(isRow({ unscored: 'model-failed', detail: '' })).toBe(false);
    expect(isRow({ kind: 'contribution', speaker: null })).toBe(false);
    const compared = z.encode(pairCodec, pair);
    expect(pairCodec.safeParse(compared).success).toBe(true);
    expect(pairCodec.safeParse({ ...compared, aFirst: null }).success).toBe(false);
    expect(pairCodec.safeParse({ ...compared, unscored: 'model-failed', detail: '' }).success).toBe(false);
  });
});
