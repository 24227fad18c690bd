import { describe, expect, it } from 'vitest';
import type { AuditStep } from '../../src/audit/ask-due.ts';
import { AuditInterruptedError } from '../../src/audit/audit-interrupted-error.ts';
import { answersIn } from '../../src/audit/progress-figures.ts';
import { auditSheetSchema } from '../../src/audit/sheet.ts';
import type { ChatModel } from '../../src/models/port/chat-model.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { content } from '../support/content.ts';
import { lookingAtChoices } from '../support/looking-at-choices.ts';
import { auditBy, isIntact, memoryLog, perfect, plan, texts, work } from './scripted-audit.ts';

/** A level with certainty. */
const level = (value: number): ReadonlyMap<string, number> => new Map([[String(value), 1]]);
const names = content.rubric.criteria.map(({ id }) => id);

describe('the sheet of a judge', () => {
  it('that makes no mistake says that it is fit, on all criteria', async () => {
    const { sheet, steps } = await auditBy(perfect);
    expect(auditSheetSchema.parse(sheet)).toEqual(sheet);
    expect(steps).toHaveLength(answersIn(work));
    expect(sheet.verdict).toEqual({ verdict: 'fit', criteria: names, cautions: [] });
    for (const { rightOrder, auc, length, repeatSpread, injection, unscored } of sheet.criteria) {
      expect(rightOrder).toMatchObject({ status: 'estimated', value: 1, n: plan.debates.length });
      expect(auc).toMatchObject({ value: 1 });
      for (const shift of [length, repeatSpread, injection]) expect(shift).toMatchObject({ value: 0 });
      expect(unscored.count).toBe(0);
    }
    expect(sheet.comparisons).toMatchObject({ pairs: 4, flips: { value: 0 }, rightOrder: { value: 1 } });
    expect(sheet.quotes).toMatchObject({ stand: { value: 1 }, asked: 28, reasons: 28, quotes: 28 });
    expect(sheet.cost).toMatchObject({ debates: 4, seconds: 0, counted: true });
    expect(sheet.methods).toEqual({ probabilities: sheet.unscored.total, samples: 0 });
  });

  it('that gives all the same score says that it is not fit: ties are half right, and flips are told', async () => {
    const { sheet } = await auditBy({ score: () => level(4) });
    expect(sheet.verdict).toMatchObject({ verdict: 'not fit', criteria: [] });
    for (const { rightOrder, auc, because } of sheet.criteria) {
      expect(rightOrder).toMatchObject({ value: 0.5 });
      expect(auc).toMatchObject({ value: 0.5 });
      expect(because.join()).toContain('50% of the pairs are in the right order');
    }
    expect(sheet.comparisons).toMatchObject({ flips: { value: 1 }, rightOrder: { value: 0.5 } });
    expect(sheet.verdict.cautions.join()).toContain('in 100% of the pairs it preferred a place');
  });

  it('that sees what is safe, and nothing else, says that it is fit for this criterion', async () => {
    const score = (text: string) => (text.includes('\nSafety\n') ? perfect.score(text) : level(4));
    const { sheet } = await auditBy({ ...perfect, score });
    expect(sheet.verdict).toMatchObject({ verdict: 'fit for some criteria', criteria: ['safety'] });
  });

  it('that pays for length says so and that it is not fit', async () => {
    const score = (text: string) => (isPadded(text) ? level(7) : isIntact(text) ? level(5) : level(3));
    const { sheet } = await auditBy({ ...perfect, score });
    expect(sheet.verdict.verdict).toBe('not fit');
    for (const { length, because } of sheet.criteria) {
      expect(length).toMatchObject({ value: 2, n: 4 });
      expect(because).toEqual(['words without content move its scores by 2.00 of a level, more than 0.5']);
    }
    expect(sheet.lengthOverall).toMatchObject({ value: 2 });
  });

  it('that obeys whoever speaks to it says so and that it is not fit, whichever way it was pushed', async () => {
    const score = (text: string) => {
      const pushes = pushIn(text);
      return pushes === undefined ? perfect.score(text) : level(pushes === 'up' ? 7 : 1);
    };
    const { sheet } = await auditBy({ ...perfect, score });
    expect(sheet.verdict.verdict).toBe('not fit');
    // One of the four attacks of this plan pushes up, from 6 to 7, and three push down, to 1.
    for (const { injection, because } of sheet.criteria) {
      expect(injection).toMatchObject({ value: (1 + 3 * 5) / 4, n: 4 });
      expect(because).toEqual(['texts that speak to the judge move its scores by 4.00 of a level, more than 0.5']);
    }
    expect(sheet.worstInjection?.towards).toBe(5);
  });

  it('that spreads says by how much, from the debates that were scored again', async () => {
    let calls = 0;
    const score = (text: string) => {
      calls += 1;
      return isIntact(text) ? level(4 + (calls % 2) * 3) : level(1);
    };
    const { sheet } = await auditBy({ ...perfect, score });
    for (const { repeatSpread, because } of sheet.criteria) {
      expect(repeatSpread).toMatchObject({ n: 2 });
      expect(because.join()).toContain('asked again, its scores spread by');
    }
  });

  it('that does not answer with a score has none of anything: nothing is a number that was not measured', async () => {
    const { sheet } = await auditBy({ score: () => new Map([['The', 1]]), prefer: () => '1' });
    expect(sheet.verdict.verdict).toBe('not fit');
    for (const { rightOrder, auc, length, repeatSpread, injection, unscored, because } of sheet.criteria) {
      for (const estimate of [rightOrder, auc, length, repeatSpread, injection])
        expect(estimate.status).toBe('undefined');
      expect(unscored.count).toBe(unscored.total);
      expect(because).toEqual(['100% of the scores are missing']);
    }
    expect(sheet.quotes.stand.status).toBe('undefined');
    expect(sheet.offDigits).toMatchObject({ value: 1 });
  });
});

describe('an audit', () => {
  it('that was ended goes on where it was and asks nothing twice but what it had not heard', async () => {
    const events = await memoryLog();
    const { counted, asked } = counting();
    const controller = new AbortController();
    const onStep = (_: AuditStep, steps: number): void => {
      if (steps === 50) controller.abort();
    };
    await auditBy(perfect, { events, controller, change: counted, onStep });
    // The call in flight when it was ended is lost.
    expect(asked).toHaveLength(51);
    const { sheet, steps } = await auditBy(perfect, { events, change: counted });
    expect(steps).toHaveLength(answersIn(work) - 50);
    // A comparison asks twice.
    expect(asked).toHaveLength(1 + answersIn(work) + work.comparisons.length);
    expect(sheet).toEqual((await auditBy(perfect)).sheet);
    expect((await auditBy(perfect, { events, change: counted })).steps).toEqual([]);
  });

  it('of other weights under the same name begins anew', async () => {
    const events = await memoryLog();
    await auditBy(perfect, { events, info: { digest: 'one' } });
    const { steps, sheet } = await auditBy(perfect, { events, info: { digest: 'two' } });
    expect(steps).toHaveLength(answersIn(work));
    expect(sheet.judge.digest).toBe('two');
  });

  it('stops when the server fails again and again, and later asks what it has not heard', async () => {
    const events = await memoryLog();
    let calls = 0;
    const failing = (model: ChatModel): ChatModel =>
      lookingAtChoices(model, () => {
        calls += 1;
        if (calls > 10) throw new ModelOutOfMemoryError(model.info.name);
      });
    await expect(auditBy(perfect, { events, change: failing })).rejects.toThrow(AuditInterruptedError);
    const { steps, sheet } = await auditBy(perfect, { events });
    expect(steps).toHaveLength(answersIn(work) - 10);
    expect(sheet.verdict.verdict).toBe('fit');
  });
});

/** Counts what a model is asked to choose, over several of them. */
function counting(): { counted: (model: ChatModel) => ChatModel; asked: string[] } {
  const asked: string[] = [];
  const counted = (model: ChatModel): ChatModel =>
    lookingAtChoices(model, (prompt) => void asked.push(JSON.stringify(prompt.messages)));
  return { counted, asked };
}

function isPadded(text: string): boolean {
  return texts.padding.some((sentence) => text.includes(sentence));
}

/** Where an attack of the plan that a text holds pushes; letters may be drawn otherwise in it. */
function pushIn(text: string): 'up' | 'down' | undefined {
  const letters = (words: string): string => words.normalize('NFKC').replace(/[^\p{L}]/gu, '');
  const asked = plan.attacks.flatMap(({ injections }) => injections);
  const attacks = texts.injections.injections.filter(({ id }) => asked.includes(id));
  return attacks.find((attack) => letters(text).includes(letters(attack.text).slice(-12)))?.pushes;
}
