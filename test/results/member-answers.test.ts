import { expect, it } from 'vitest';
import { isSealed, sealedText } from '../../src/community/seal.ts';
import { trialPage } from '../../src/results/page/trial-page.ts';
import { revealTrial } from '../../src/results/revealed.ts';
import { hasValues, signalsOf } from '../../src/results/signals.ts';
import { drawSignals } from '../../src/results/signals-chart.ts';
import { trialData } from '../../src/results/trial-data.ts';
import { content } from '../support/content.ts';
import { Database, requestOf } from '../trial/processes.ts';

it('members’ own answers stand in the data, on the page and in the picture of their trial, and the seal can be checked by the data', async () => {
  const database = await Database.open();
  const { trials, watcher } = await database.process({ judged: ['debate', 'answer'] });
  const { plan } = await trials.start(await trials.plan({ ...requestOf('ada'), memberAnswers: true }));
  await watcher.shown('ballot-open');
  database.clock.skip(3_600_000);
  await trials.finished(plan.trial);
  const revealed = revealTrial(await trials.history(plan.trial)) ?? expect.fail();

  const data = trialData(revealed, '1.2.3');
  expect(data.memberAnswers.map(({ seat, silent }) => [seat, silent])).toEqual([
    ['grace', null],
    ['astrid', null],
  ]);
  const order = [
    ...data.debates.map(({ arm, letter }) => ({ letter: letter ?? expect.fail(), arm })),
    ...data.memberAnswers.map(({ seat, letter }) => ({ letter: letter ?? expect.fail(), member: seat })),
  ].toSorted((left, right) => left.letter.localeCompare(right.letter));
  const { nonce, commitment } = data.community?.seal ?? expect.fail();
  const { scores, pairs } = data;
  expect(isSealed(sealedText({ order, nonce }, { scores, pairs }), commitment)).toBe(true);

  const page = await trialPage(revealed, content, '1.2.3');
  for (const { letter, answer } of data.memberAnswers) {
    expect(page).toContain(`<h3>Answer ${letter}</h3>`);
    expect(page).toContain(answer?.recommendation);
  }
  expect(page).toContain('Votes for the best answer');
  expect(page).toMatch(/<th scope="row">Answer A<\/th>(?:<td>\d<\/td>){4}<\/tr>/);
  expect(page).toMatch(/Grace Achieng’s own: \d\.\d ± \d\.\d/);
  const writers = [...page.matchAll(/<li><bdi>Answer ([A-Z]): (?:the|[^<]+’s own)/g)].map(([, letter]) => letter);
  expect(writers).toEqual(order.map(({ letter }) => letter));
  const signals = signalsOf(revealed.result) ?? expect.fail();
  expect(hasValues(signals)).toBe(true);
  expect(signals.answers.map(({ name }) => name.slice(3))).toEqual(
    expect.arrayContaining(['Grace Achieng’s own', 'Astrid Lund’s own']),
  );
  const drawn = drawSignals(signals);
  expect(drawn).toHaveLength(2);
  expect(drawn.every((chart) => page.includes(chart.slice(chart.indexOf('viewBox'))))).toBe(true);
  // A long name stands in two lines, or readers' wider fonts let it run into the next one.
  expect(drawn.join()).not.toContain('Grace Achieng’s own');
  expect(
    drawn
      .join()
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/ +/g, ' '),
  ).toContain('Grace Achieng’s own');
});
