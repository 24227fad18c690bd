import { describe, expect, it } from 'vitest';
import type { AuditStep } from '../../src/audit/ask-due.ts';
import { answersIn } from '../../src/audit/progress-figures.ts';
import type { AuditWork } from '../../src/audit/readings.ts';
import { TerminalProgress } from '../../src/audit/terminal-progress.ts';
import { TimeLeft } from '../../src/audit/time-left.ts';
import { TerminalScreen } from '../../src/terminal/terminal-screen.ts';
import { HandClock } from '../support/hand-clock.ts';
import { FakeFile, FakeTerminal } from '../terminal/fake-terminal.ts';
import { work } from './scripted-audit.ts';

const step = (milliseconds: number, change: Partial<AuditStep> = {}): AuditStep => ({
  what: 'ai-tutors-1, as it was written: safety',
  kind: 'score',
  first: false,
  withReason: false,
  spent: { calls: 1, milliseconds, promptTokens: 0, completionTokens: 0, counted: false },
  ...change,
});

/** One text with three criteria, as it was written or spoiled, and so many pairs. */
const due = (as: 'written' | 'padded', pairs = 0): AuditWork => ({
  readings: work.readings
    .filter(({ version }) => version.as === as)
    .slice(0, 1)
    .map((reading) => ({ ...reading, criteria: reading.criteria.slice(0, 3) })),
  comparisons: work.comparisons.slice(0, pairs),
});

describe('the time that is left', () => {
  it('is not guessed before anything was seen', () => {
    expect(new TimeLeft().of(work)).toBeUndefined();
  });

  it('is made of what such answers took', () => {
    const left = new TimeLeft();
    for (const seen of [
      step(10_000, { first: true, withReason: true }),
      step(3000, { withReason: true }),
      step(7000, { first: true }),
      step(1000),
      step(3000),
      step(40_000, { kind: 'comparison' }),
    ]) {
      left.add(seen);
    }
    expect(left.of(due('written'))).toBe(10_000 + 2 * 3000);
    expect(left.of(due('padded', 2))).toBe(7000 + 2 * 2000 + 2 * 40_000);
  });

  it('is guessed from the first answer for all others', () => {
    const left = new TimeLeft();
    left.add(step(10_000, { first: true, withReason: true }));
    // Half of it for an answer with a reason, two fifths of that for one without; the rest is reading.
    expect(left.of(due('written'))).toBe(10_000 + 2 * 5000);
    expect(left.of(due('padded', 1))).toBe(7000 + 2 * 2000 + 4 * 7000);
  });
});

describe('the progress of an audit', () => {
  const some: AuditWork = { readings: work.readings.slice(0, 3), comparisons: [] };
  const leftAfter = (done: number): AuditWork => ({
    readings: some.readings.map((reading, place) => ({
      ...reading,
      criteria: reading.criteria.slice(Math.max(0, done - 7 * place)),
    })),
    comparisons: [],
  });

  it('is a bar in a terminal, with the time that is left and what was asked', () => {
    const out = new FakeTerminal(80);
    const screen = new TerminalScreen({ out, colorDepth: 1, overwrite: true, clock: new HandClock() });
    const progress = new TerminalProgress(screen, some, 0);
    progress.show(step(60_000, { first: true, withReason: true }), leftAfter(1));
    expect(answersIn(some)).toBe(21);
    expect(out.rows[0]).toMatch(/^By its first answer, this takes about \d+ min\.$/);
    for (const done of [2, 10]) progress.show(step(60_000), leftAfter(done));
    screen.part().line('later');
    expect(out.rows.at(-1)).toMatch(/^\[#{10}-{10}\] 10 of 21, about \d+ min left · ai-tutors-1, as it/);
    progress.end();
    expect(out.rows.at(-1)).toBe('');
  });

  it('is a line each tenth elsewhere', () => {
    const out = new FakeFile();
    const screen = new TerminalScreen({ out, colorDepth: 1, overwrite: false, clock: new HandClock() });
    const progress = new TerminalProgress(screen, some, 0);
    for (let done = 1; done <= 21; done += 1) progress.show(step(1000), leftAfter(done));
    progress.end();
    const lines = out.text.trim().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('21 of 21, less than a minute left.');
  });
});
