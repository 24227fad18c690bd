import { expect, it } from 'vitest';
import { debateIdSchema } from '../../src/core/ids.ts';
import { JudgingProgress } from '../../src/judge-foreign/judging-progress.ts';
import type { JudgedRecord } from '../../src/judge-foreign/records.ts';
import { TerminalScreen } from '../../src/terminal/terminal-screen.ts';
import { HandClock } from '../support/hand-clock.ts';
import { FakeFile, FakeTerminal } from '../terminal/fake-terminal.ts';

const unscored = { status: 'unscored', reason: 'stopped', detail: '' } as const;
const debate = debateIdSchema.parse('d-000001');
const score: JudgedRecord = {
  type: 'judgement',
  model: 'judge:1b',
  sameFamily: false,
  judgement: { debate, judge: 'judge-1', criterion: 'safety', score: unscored },
};
const comparison: JudgedRecord = {
  type: 'comparison',
  model: 'judge:1b',
  sameFamily: false,
  conditions: { a: 'a', b: 'b' },
  judgement: { kind: 'debate', a: debate, b: debate, judge: 'judge-1', rubricHash: '', outcome: unscored },
};

it('a run is one line in a terminal, with what is left of it by its own pace', () => {
  const clock = new HandClock();
  const out = new FakeTerminal(80);
  const screen = new TerminalScreen({ out, colorDepth: 1, overwrite: true, clock });
  const progress = new JudgingProgress(screen, clock, { scores: 100, comparisons: 10 }, { scores: 46, comparisons: 0 });
  expect(out.rows.at(-1)).toBe('46 of 100 scores, 0 of 10 comparisons · 0 s');
  for (const record of [score, score, score, comparison]) {
    clock.move(60_000);
    progress.show(record);
  }
  screen.part().line('later');
  expect(out.rows.at(-1)).toBe('49 of 100 scores, 1 of 10 comparisons, about 60 min left · judge:1b · 240 s');
  progress.end();
  expect(out.rows.at(-1)).toBe('');
});

it('a run is a line each tenth elsewhere', () => {
  const clock = new HandClock();
  const out = new FakeFile();
  const screen = new TerminalScreen({ out, colorDepth: 1, overwrite: false, clock });
  const progress = new JudgingProgress(screen, clock, { scores: 20, comparisons: 0 }, { scores: 0, comparisons: 0 });
  for (let done = 0; done < 20; done += 1) progress.show(score);
  progress.end();
  const lines = out.text.trim().split('\n');
  expect(lines).toHaveLength(10);
  expect(lines.at(0)).toBe('2 of 20 scores (judge:1b)');
  expect(lines.at(-1)).toBe('20 of 20 scores (judge:1b)');
});
