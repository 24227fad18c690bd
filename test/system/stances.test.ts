import { expect, it } from 'vitest';
import { createPalette } from '../../src/terminal/palette.ts';
import { resultLines } from '../../src/terminal/result-lines.ts';
import { resultOf } from '../../src/trial/result.ts';
import { content } from '../support/content.ts';
import { wordsFor } from '../support/speech.ts';
import { textOf } from './eyes.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 2, ballot: '1h', seed: 5 };
/** Grace, Astrid, Grace, Astrid, then the two speakers of the single model as often. A reason shows nothing but itself. */
const STANCES = [
  { stance: 2, movedBy: 'nobody', because: '' },
  { stance: -2, movedBy: 'nobody', because: '' },
  { stance: 1, movedBy: 'Astrid Lund', because: 'the case of the **fall**, @everyone' },
  { stance: -2, movedBy: 'nobody', because: 'secret' },
  { stance: 3, movedBy: 'nobody', because: '' },
  'no stance at all',
  'none',
  { stance: 0, movedBy: 'nobody', because: 'secret' },
  { stance: -1, movedBy: 'nobody', because: 'secret' },
];

it('results say who changed whose mind by their own account, on the card, in the terminal, in the data and in the file', async () => {
  const stage = await Stage.open();
  let asked = 0;
  const stance = (): string => {
    const next = STANCES[asked++];
    return typeof next === 'string' ? next : JSON.stringify({ confidence: 75, ...next });
  };
  const { app } = await stage.run({ script: { reply: wordsFor, stance } });
  const ada = await stage.eyes('Ada');
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  await ada.card(thread, 'Which answer');
  const before = ada.messagesIn(thread).map(textOf).join('\n');
  expect(before).not.toMatch(/case of the|Where the members stood|secret/);
  stage.clock.skip(HOUR);
  const card = textOf(await ada.card(thread, 'Results (complete)'));
  expect(card).toContain(
    [
      'Where the members stood: **Grace Achieng**: +2 → +1 (moved by Astrid Lund: “the case of the \\*\\*fall\\*\\*, @\u200beveryone”)',
      '**Astrid Lund**: −2 all along',
      'The single model: **Speaker 1**: +3 → 0; **Speaker 2**: −1. After 1 of 4 turns it could not be had.',
      '*Stated by the models themselves after their turns, from −3 (strongly against) to +3 (strongly for); not checked.*',
    ].join('\n'),
  );
  expect(card).not.toContain('secret');

  await app.trials.finished(trial);
  const history = await app.trials.history(trial);
  expect(resultOf(history)?.ensemble.stances).toMatchObject({
    stated: 4,
    missing: 0,
    members: [
      {
        name: 'Grace Achieng',
        first: { stance: 2, confidence: 0.75 },
        last: { stance: 1, confidence: 0.75 },
        changes: [{ round: 2, from: 2, to: 1, movedBy: 'Astrid Lund', because: expect.stringContaining('the case') }],
      },
      { name: 'Astrid Lund', first: { stance: -2 }, last: { stance: -2 }, changes: [] },
    ],
  });
  const lines = resultLines(history, content.reactions, createPalette(1)).map((line) =>
    typeof line === 'string' ? line : line[0],
  );
  expect(lines).toContain('Grace Achieng: +2 → +1 (moved by Astrid Lund: “the case of the **fall**, @everyone”)');
  const { attachments } = await ada.message(thread, (message) => message.attachments.length > 0);
  const file = await (await fetch(attachments[0]?.url ?? '')).text();
  expect(file.match(/\*Speaker 1 stands at \+3, strongly for it, 75% sure, by its own account\*/g)).toHaveLength(1);
  stage.expectClean(ada);
});
