import { expect, it } from 'vitest';
import { resultFiles } from '../../src/discord/cards/result-files.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { endedTrial } from '../results/ended-trial.ts';
import { content } from '../support/content.ts';

/** A trial of which more is said than a file may hold. */
const endless = (updates: readonly TrialUpdate[]): TrialUpdate[] =>
  updates.map((update) =>
    update.source === 'trial' && update.event.type === 'trial-start'
      ? { ...update, event: { ...update.event, plan: { ...update.event.plan, caution: 'x'.repeat(LIMITS.fileBytes) } } }
      : update,
  );

it('leaves out files that are larger than Discord takes, and names them', async () => {
  const updates = await endedTrial();
  const whole = await resultFiles(updates, content);
  expect(whole.tooLarge).toEqual([]);
  const names = whole.files.map(({ name }) => name);
  expect(names).toHaveLength(4);
  const { files, tooLarge } = await resultFiles(endless(updates), content);
  expect(tooLarge).toEqual(names.slice(2));
  expect(files.map(({ name }) => name)).toEqual(['sealed.json', 'community-and-judge.png']);
});
