import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JudgeRound, measureJudge } from '../../src/bench/judge-bench.ts';
import { judgeTable, judgeTimes } from '../../src/bench/judge-table.ts';
import { loadPlanted } from '../../src/content/load-planted.ts';
import { systemClock } from '../../src/core/clock.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { never } from '../support/ask-model.ts';
import { content } from '../support/content.ts';
import { type OllamaServer, startOllama } from './ollama-server.ts';

const CRITERIA = 3;

describe('what judging a debate costs on a real Ollama server', () => {
  let server: OllamaServer;
  let rounds: JudgeRound[];

  beforeAll(async () => {
    server = await startOllama(['judge']);
    const model = await new OllamaHost(server.address).open('judge:latest');
    const [planted] = await loadPlanted(PROJECT_ROOT, content);
    if (planted === undefined) throw new Error('There is a planted debate.');
    const few = { ...content, rubric: { ...content.rubric, criteria: content.rubric.criteria.slice(0, CRITERIA) } };
    rounds = await measureJudge(planted, 1, { content: few, model, clock: systemClock }, never);
  }, 600_000);
  afterAll(() => server.close());

  it('is measured with reasons and without, and as much is written in each way', () => {
    expect(rounds.map(({ reasons }) => reasons)).toEqual([false, true]);
    for (const { spent } of rounds) {
      const written = Object.values(spent).map(({ completionTokens }) => completionTokens);
      expect(new Set(written).size).toBe(1);
    }
    const [alone, reasoned] = rounds.map(({ spent }) => spent.ours);
    expect(alone).toMatchObject({ calls: CRITERIA, completionTokens: CRITERIA, counted: false });
    expect(reasoned?.completionTokens).toBeGreaterThan(10 * CRITERIA);
  });

  it('is one reading of the debate and a little for each criterion, where independent calls read the debate each time', () => {
    for (const { spent } of rounds) {
      const { ours, reference, independent } = spent;
      const [debate, criterion] = [reference.newTokens, (ours.newTokens - reference.newTokens) / CRITERIA];
      expect(criterion).toBeGreaterThan(50);
      expect(criterion).toBeLessThan(debate / 7);
      expect(independent.newTokens).toBeGreaterThan(2 * ours.newTokens);
    }
  });

  it('is told in a table, with whether the limit is kept', () => {
    const table = judgeTable(rounds).join('\n');
    for (const reasons of [true, false]) {
      const { times, kept } = judgeTimes(rounds, reasons);
      const words = reasons ? 'scores with reasons' : 'scores alone';
      expect(table).toContain(`${kept ? 'is kept' : 'is NOT kept'} for ${words}: ${times.ours.toFixed(2)}.`);
    }
  });
});
