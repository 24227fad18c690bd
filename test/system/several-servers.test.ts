import { expect, it } from 'vitest';
import type { TurnEnd } from '../../src/debate/events.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { begin } from '../support/fleet.ts';
import { speaks, startDebatingOllama } from './debating-ollama.ts';
import { textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { Stage } from './stage.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const BROKEN_OFF = 'These words are broken off in the middle and must not stay.';

it('puts the words of another server in place of those that a dying one left on screen', async () => {
  const [onScreen, seen] = latch();
  let dies = true;
  const first = await startDebatingOllama({
    chat: async (_, body, response) => {
      if (!dies) return speaks(body, response);
      dies = false;
      begin(response, BROKEN_OFF);
      await onScreen;
      response.destroy();
    },
  });
  const second = await startDebatingOllama();
  const stage = await Stage.open();
  const { app } = await stage.run({
    servers: [first, second].map(({ address }) => ({ host: new OllamaHost(address), concurrency: 1 })),
  });
  const ada = await stage.eyes('Ada');
  const trial = trialIn(await ada.start({ scenario: 'open-weights', rounds: 1, ballot: '1h' }));
  const thread = await threadOf(ada, trial);
  await ada.until(() => standing(ada, thread).includes('broken off in the middle'));
  seen();
  await ada.card(thread, 'Which answer');
  stage.clock.skip(HOUR);
  expect(textOf(await ada.card(thread, 'Results (complete)'))).toContain('Results');
  expect(standing(ada, thread)).not.toContain('broken off in the middle');

  const turns = viewTrial(await app.trials.history(trial)).debates.ensemble.filter(
    (event): event is TurnEnd => event.type === 'turn-end',
  );
  expect(turns.map(({ attempt, outcome }) => [attempt, outcome.status])).toEqual(turns.map(() => [1, 'valid']));
  expect(turns[0]?.server).toBe(`Ollama at ${second.address}`);
  expect(turns[0]?.text).not.toContain('broken off');
  stage.expectClean(ada);
});
