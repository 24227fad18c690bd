import { describe, expect, it } from 'vitest';
import { isSameAuthor } from '../../src/community/author.ts';
import { isSealed, sealedText } from '../../src/community/seal.ts';
import { revealTrial } from '../../src/results/revealed.ts';
import { trialData } from '../../src/results/trial-data.ts';
import { type TrialData, trialDataSchema } from '../../src/results/trial-data-schema.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { COMMUNITY, endedTrial, withPeople } from './ended-trial.ts';

/** As a reader of the file gets it. */
function read(updates: readonly TrialUpdate[]): TrialData {
  const revealed = revealTrial(updates) ?? expect.fail('nothing is revealed');
  return trialDataSchema.parse(JSON.parse(JSON.stringify(trialData(revealed, '1.2.3'))));
}

describe('the data of a trial', () => {
  it('hold its debates with times and marks, its scores with their distributions, and the community’s counts', async () => {
    const data = read(await endedTrial({ events: COMMUNITY }));
    expect(data).toMatchObject({ format: 'ensemble-debates/trial', version: 1, writtenBy: { version: '1.2.3' } });
    expect(data.debates.map(({ arm }) => arm)).toEqual(['ensemble', 'baseline']);
    const [ensemble] = data.debates;
    expect(ensemble?.turns.map(({ seat }) => seat)).toEqual(['grace', 'astrid']);
    const times = [data.startedAt, ...(ensemble?.turns ?? []).map(({ at }) => at)].map((at) => Date.parse(at ?? ''));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(times.every(Number.isFinite)).toBe(true);
    expect(ensemble?.turns.map(({ marks }) => marks)).toEqual([
      [{ meaning: 'persuasive', people: 10, filtered: 10, unclear: 0, unknown: 10, scripted: 1 }],
      [],
    ]);
    const scored = data.scores.flatMap(({ judgement: { score } }) => (score.status === 'scored' ? [score] : []));
    // Seven criteria of two debates, two answers and two members in each.
    expect(scored).toHaveLength(7 * 8);
    for (const { distribution } of scored) expect(distribution.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(data.pairs).toHaveLength(1);
    expect(data.community?.votes.people).toMatchObject({ voters: 11, ties: 1 });
    expect(data.community?.votes.scripted.voters).toBe(1);
    const overall = data.community?.ratings.answers.find((answer) => isSameAuthor(answer, { arm: 'ensemble' }))?.people
      .overall;
    expect(overall).toMatchObject({ status: 'not-enough-ratings', n: 2 });
  });

  it('are enough to check the seal', async () => {
    const { scores, pairs, community, debates } = read(await endedTrial());
    const { seal } = community ?? expect.fail();
    const order = debates
      .flatMap(({ arm, letter }) => (letter === null ? [] : [{ letter, arm }]))
      .toSorted((left, right) => left.letter.localeCompare(right.letter));
    expect(seal.holds).toBe(true);
    expect(isSealed(sealedText({ order, nonce: seal.nonce }, { scores, pairs }), seal.commitment)).toBe(true);
  });

  it('name no voter and nobody who took part', async () => {
    const text = JSON.stringify(read(await endedTrial({ events: COMMUNITY })));
    expect(text).not.toMatch(/"v-[0-9a-f]{32}"|Ada Lovelace|startedBy|voter"/);
    const seated = read(withPeople(await endedTrial(), { name: 'Guest 1', words: 'What of the poor?' }));
    const [ensemble] = seated.debates;
    expect(ensemble?.people).toMatchObject([{ name: 'Guest 1', model: null }]);
    expect(ensemble?.questions).toEqual([{ round: 1, text: 'What of the poor?' }]);
    expect(ensemble?.turns.at(-1)).toMatchObject({ seat: ensemble?.people[0]?.seat, text: 'What of the poor?' });
  });

  it('are none of a trial that was taken off view, or has not ended', async () => {
    const updates = await endedTrial();
    const hidden: TrialUpdate = { source: 'trial', event: { type: 'trial-hidden', by: 'moderator', reason: 'y' } };
    expect(revealTrial([...updates, hidden])).toBeUndefined();
    expect(revealTrial(updates.filter(({ event }) => event.type !== 'trial-end'))).toBeUndefined();
  });

  it('of a trial without a ballot have no community', async () => {
    const updates = await endedTrial();
    const data = read(updates.filter(({ event }) => !event.type.startsWith('ballot-')));
    expect(data.community).toBeNull();
    expect(data.debates.map(({ letter }) => letter)).toEqual([null, null]);
    expect(data.agreement.preferred).toBe('not enough votes');
  });
});
