import { describe, expect, it } from 'vitest';
import { resultCard } from '../../src/discord/cards/result-card.ts';
import type { JudgedKind } from '../../src/judge/judged-kind.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { createPalette } from '../../src/terminal/palette.ts';
import { resultLines } from '../../src/terminal/result-lines.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { resultOf } from '../../src/trial/result.ts';
import { isOfJudge, promptText, wordsFor } from '../support/speech.ts';
import { type Eyes, options, textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { type RunOptions, Stage } from './stage.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
const judged: readonly JudgedKind[] = ['debate', 'answer', 'contribution', 'pair'];
/** The smallest debates, and the two others judge. */
const TWO_JUDGES = [scriptedModelInfo('llama3.1:8b'), scriptedModelInfo('mistral:7b'), scriptedModelInfo('qwen2.5:7b')];

/** The first text by so much, whichever it is; scores of 6 for answers, of 3 for one speaker, else of 5. */
const byPlace =
  (first: number): NonNullable<Script['choose']> =>
  (prompt, _model, digits) => {
    if (digits.length === 2) {
      return new Map([
        ['1', first],
        ['2', 1 - first],
      ]);
    }
    const text = promptText({ prompt });
    if (text.includes('who wrote it')) return new Map([['6', 1]]);
    return new Map([[text.includes('what Speaker A (for) said') ? '3' : '5', 1]]);
  };

const ANSWERS =
  "Judge, answers read alone: ensemble 6.0 ± 0.0, single model 6.0 ± 0.0 (the paper's five 6.0 ± 0.0, 6.0 ± 0.0)";
const CONTRIBUTIONS = [
  'Grace Achieng: 3',
  'Astrid Lund: 5',
  'single model, Speaker 1: 3',
  'single model, Speaker 2: 5',
].map((words) => `${words}.0 ± 0.0 (the paper's five ${words.at(-1)}.0 ± 0.0)`);

/** The ensemble's answer by 0.8 in both orders. @param words what only that answer has */
const byWords =
  (words: () => string): NonNullable<Script['choose']> =>
  (prompt, model, digits) => {
    if (digits.length !== 2) return byPlace(0.5)(prompt, model, digits);
    const [, first = '', second = ''] = promptText({ prompt }).split(/\nText [12]:\n/);
    return byPlace(first.includes(words()) && !second.includes(words()) ? 0.8 : 0.2)(prompt, model, digits);
  };

interface Held {
  readonly history: readonly TrialUpdate[];
  readonly card: string;
  readonly eyes: Eyes;
  readonly thread: string;
  readonly trial: string;
  /** All that stood in the thread while people could vote. */
  readonly before: string;
}

/** Holds a trial of which all is judged, to its results. */
async function held(stage: Stage, run: RunOptions): Promise<Held> {
  const { app } = await stage.run({ config: { judged }, ...run });
  const eyes = await stage.eyes('Ada');
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await eyes.card(thread, 'Which answer');
  const before = eyes.everything.map(textOf).join('\n');
  stage.clock.skip(HOUR);
  const card = textOf(await eyes.card(thread, 'Results'));
  await app.trials.finished(trial);
  return { history: await app.trials.history(trial), card, eyes, thread, trial, before };
}

const terminal = (history: readonly TrialUpdate[]): string =>
  resultLines(history, createPalette(1)).map(String).join('\n');

describe('a trial of which all is judged', () => {
  it('shows answers, contributions under their speakers’ names and the pair, and nothing of it before the ballot closes', async () => {
    const stage = await Stage.open();
    const { card, history, eyes, thread, trial, before } = await held(stage, {
      script: { reply: wordsFor, choose: byPlace(0.9) },
    });
    expect(before).toContain(
      'The judge scores both debates, what each member said in them and both answers, and compares',
    );
    expect(before).toMatch(/Scores, comparisons and order are sealed with SHA-256 [0-9a-f]{64}/);
    expect(before).not.toMatch(/side by side|contributions|Judge:|a tie/);

    expect(card).toContain('Results (complete)');
    expect(card).toMatch(/Judge: ensemble: ▰+▱*\n5\.0 ± 0\.0 of 7\nThe paper's five 5\.0 ± 0\.0\n/);
    expect(card).toContain(ANSWERS);
    expect(card).toContain('Judge, answers side by side: a tie: each order preferred the answer shown first');
    expect(card).toContain(`Judge, contributions: ${CONTRIBUTIONS.join('\n')}`);
    expect(card).not.toContain('Judge by judge');
    expect(card).toContain('The seal holds');
    expect(standing(eyes, thread)).toContain('Its answer, read without the debate\nOverall ▰▰▰▰▰▰▱ 6.0 ± 0.0 of 7');

    const asked = textOf(await eyes.command('results', options({ debate: trial })));
    expect(asked).toContain('Overall, ensemble: 6.0 ± 0.0 of 7');
    expect(asked.match(/^[\w ]+: ensemble 6\.0 ± 0\.0\nsingle model 6\.0 ± 0\.0$/gm)).toHaveLength(7);

    const lines = terminal(history);
    expect(lines).toContain(ANSWERS);
    expect(lines).toContain('Judge, answers side by side: a tie: each order preferred the answer shown first');
    expect(lines).toContain(CONTRIBUTIONS.map((line) => `  ${line}`).join('\n'));
    stage.expectClean(eyes);
  });

  it('says which answer the judge prefers, sealed: whoever changes that afterwards is told of', async () => {
    const stage = await Stage.open();
    let answers: string[] = [];
    const { card, history, eyes } = await held(stage, {
      script: {
        reply(request) {
          const words = wordsFor(request);
          if (request.shape?.name === 'answer') answers = [...answers, JSON.parse(words).recommendation];
          return words;
        },
        choose: byWords(() => answers[0] ?? ''),
      },
    });
    expect(card).toContain("Judge, answers side by side: prefers the ensemble's (0.80 over both orders)");

    const tampered = history.map((update): TrialUpdate => {
      if (update.source !== 'trial' || update.event.type !== 'pair-judged') return update;
      const { judgement } = update.event;
      if (judgement.outcome.status !== 'compared') return update;
      const outcome = { ...judgement.outcome, better: 'b' as const };
      return { source: 'trial', event: { ...update.event, judgement: { ...judgement, outcome } } };
    });
    const without = history.filter(({ event }) => event.type !== 'pair-judged');
    for (const changed of [tampered, without]) {
      const result = resultOf(changed) ?? expect.fail();
      expect(result.community?.sealHolds).toBe(false);
      expect(JSON.stringify(resultCard(result, { reactions: [] } as never))).toContain('THE SEAL IS BROKEN');
    }
    expect(resultOf(history)?.community?.sealHolds).toBe(true);
    stage.expectClean(eyes);
  });

  it('shows judge by judge what several say, and how well they agree', async () => {
    const stage = await Stage.open();
    const { card, history, eyes } = await held(stage, {
      models: TWO_JUDGES,
      script: {
        reply: wordsFor,
        choose: (prompt, model, digits) => {
          if (digits.length === 2) return byPlace(model === 'mistral:7b' ? 0.9 : 0.5)(prompt, model, digits);
          const level = promptText({ prompt }).length % 5;
          return new Map([[String(level + (model === 'mistral:7b' ? 1 : 2)), 1]]);
        },
      },
    });
    const { panel } = resultOf(history) ?? expect.fail();
    const alpha = panel.agreement.status === 'value' ? panel.agreement.value.toFixed(2) : expect.fail();
    expect(card).toContain(`Judge by judge: Agreement over all scores (1 is full, 0 is chance): alpha ${alpha}`);
    for (const model of ['mistral:7b', 'qwen2.5:7b']) {
      expect(card).toMatch(
        new RegExp(
          `\`${model}\`: debates ensemble \\S+ ± 0\\.0, single model \\S+ ± 0\\.0 \\(the paper's five .*\\); answers ensemble`,
        ),
      );
    }
    expect(card).toContain('1 of 2 judges went by the place');
    expect(card).toContain('`mistral:7b`: a tie: each order preferred the answer shown first');
    expect(card).toContain('`qwen2.5:7b`: a tie: undecided');
    expect(terminal(history)).toContain(`(1 is full, 0 is chance): alpha ${alpha}`);
    stage.expectClean(eyes);
  });

  it('counts the quotes that stand and those that were struck out, for each debate, each answer and each judge', async () => {
    const stage = await Stage.open();
    const { card, history, eyes, thread, trial } = await held(stage, {
      models: TWO_JUDGES,
      config: { judged: ['debate', 'answer'] },
      script: {
        reply(request, model) {
          const text = promptText(request);
          if (!isOfJudge(request)) return wordsFor(request);
          const [, words = ''] = text.match(/^\| ((?:\S+ ){4}\S+)[^|]*$/m) ?? [];
          const quote = model === 'qwen2.5:7b' ? 'words that nobody has said' : words;
          return `${text.includes('who wrote it') ? 6 : 5}. Reason: It says so in many words. Quote: "${quote}"`;
        },
        choose: byPlace(0.9),
      },
    });
    expect(card).toMatch(/Judge: ensemble: .*\n.* of 7\nThe paper's five .*\nQuotes: 7 of 14 stand, 7 struck out\n/);
    expect(card).toMatch(/`mistral:7b`: debates .*; answers .*; quotes: 28 of 28 stand$/m);
    expect(card).toMatch(/`qwen2.5:7b`: debates .*; answers .*; quotes: 0 of 28 stand, 28 struck out$/m);
    const shown = standing(eyes, thread);
    expect(
      shown.match(/^The paper's five .*\nQuotes: 7 of 14 stand, 7 struck out\n± is the spread of the judges/gm),
    ).toHaveLength(4);
    const asked = textOf(await eyes.command('results', options({ debate: trial })));
    expect(asked.match(/^Overall, .* · quotes: 7 of 14 stand, 7 struck out$/gm)).toHaveLength(2);
    const lines = terminal(history);
    expect(lines).toMatch(/^Quotes that stand +7 of 14 +7 of 14\nQuotes struck out +7 +7$/m);
    expect(lines).toMatch(/^Judge, answers read alone: .*; quotes: 14 of 28 stand, 14 struck out$/m);
    expect(lines).toContain('quotes: 0 of 28 stand, 28 struck out');
    stage.expectClean(eyes);
  });

  it('leaves unscored by name what one judge could not give, and the agreement undefined', async () => {
    const stage = await Stage.open();
    const { card, eyes } = await held(stage, {
      models: TWO_JUDGES,
      script: {
        reply: wordsFor,
        choose(prompt, model, digits) {
          if (model === 'qwen2.5:7b') throw new ModelOutOfMemoryError(model);
          return byPlace(0.9)(prompt, model, digits);
        },
      },
    });
    expect(card).toContain('Results (incomplete)');
    // Two debates, their answers and two members in each, on seven criteria by two judges.
    expect(card).toContain('56 of 112 scores are missing (unscored): 56 by qwen2.5:7b');
    expect(card).toContain('1 of 2 comparisons are missing (unscored): 1 by qwen2.5:7b');
    expect(card).toContain('`qwen2.5:7b`: debates ensemble unscored, single model unscored; answers ensemble unscored');
    expect(card).toContain('`qwen2.5:7b`: unscored: the judge’s model failed');
    expect(card).toContain('alpha undefined: ');
    stage.expectClean(eyes);
  });
});

describe('a bot that is closed while the judge is at work', () => {
  it('goes on with what is missing, says how far it is, and asks about nothing twice', async () => {
    const stage = await Stage.open();
    const eyes = await stage.eyes('Ada');
    const asked: string[] = [];
    const [reached, reach] = latch();
    const script: Script = {
      reply: wordsFor,
      choose(prompt, model, digits) {
        asked.push(promptText({ prompt }));
        // The second member's first score: seven of the debate and seven of the first member stand.
        if (asked.length === 15) reach();
        return byPlace(0.9)(prompt, model, digits);
      },
    };
    const first = await stage.run({ script, config: { judged } });
    const trial = trialIn(await eyes.start(REQUEST));
    const thread = await threadOf(eyes, trial);
    await reached;
    await first.close();
    const before = asked.length;
    const stored = (await first.app.trials.history(trial)).filter(({ event }) => event.type === 'score-ready').length;
    expect(stored).toBeGreaterThanOrEqual(14);

    const second = await stage.run({ script, config: { judged } });
    await eyes.card(thread, 'Which answer is better?');
    expect(asked.length - before).toBe(58 - stored);
    expect(new Set(asked).size).toBe(58);
    stage.clock.skip(HOUR);
    const card = textOf(await eyes.card(thread, 'Results (complete)'));
    expect(card).toContain('The seal holds');
    await second.app.trials.finished(trial);
    stage.expectClean(eyes);
  });

  it('tells whoever asks how many scores and comparisons there are, and what a stop leaves undone', async () => {
    const stage = await Stage.open();
    const eyes = await stage.eyes('Ada');
    const [reached, reach] = latch();
    let pairs = 0;
    const never = new Promise<never>(() => {});
    const { app } = await stage.run({
      script: {
        reply: (request) =>
          promptText(request).includes('who wrote it') && pairs++ === 2
            ? async function* (_request, signal) {
                reach();
                await Promise.race([never, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
                yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };
              }
            : wordsFor(request),
      },
      config: { judged: ['debate', 'answer', 'pair'] },
    });
    const trial = trialIn(await eyes.start(REQUEST));
    const thread = await threadOf(eyes, trial);
    await reached;
    const doing = textOf(await eyes.command('results', options({ debate: trial })));
    expect(doing).toMatch(/the judge is scoring: 16 of 28 scores, 0 of 1 comparison$/);
    expect(await app.trials.stop(trial, 'moderator')).toBe(true);
    const card = textOf(await eyes.card(thread, 'Results (stopped)'));
    expect(card).toContain('• 12 of 28 scores were not taken');
    expect(card).toContain('• 1 of 1 comparison was not made');
    await app.trials.finished(trial);
    stage.expectClean(eyes);
  });
});
