import { expect, it } from 'vitest';
import { debating } from '../support/debating-ollama.ts';
import { VOTER_KEY } from '../support/people.ts';
import { runProgram } from '../support/program.ts';
import { answer, type Handler, startScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sub, textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { Stage } from './stage.ts';

const JUDGE = 'thinker:8b';
/**
 * Of the size quick: 252 scores and four comparisons. This judge answers 5 to everything, also where it is to say which of two is better: then
 * it is heard for more than one token, and the other order is not asked.
 */
const ANSWERS = 252 + 4 * 2;

it('an audit is parked by SIGTERM, quietly, and goes on with the next start of the program', async () => {
  const stage = await Stage.open();
  const [reached, reach] = latch();
  const [over, goOn] = latch();
  let choices = 0;
  const choose: Handler = async (_, response) => {
    choices += 1;
    if (choices === 20) {
      reach();
      await over;
    }
    const logprobs = [{ token: '5', logprob: -0.1, top_logprobs: [{ token: '5', logprob: -0.1 }] }];
    answer(response, { response: '', done: true, logprobs });
  };
  const ollama = await startScriptedOllama(debating(undefined, choose));
  const folder = await temporaryFolder();
  const environment = {
    DISCORD_TOKEN: stage.playground.botToken,
    VOTER_KEY,
    DISCORD_API: stage.wire.api,
    OLLAMA_HOST: ollama.address,
    DATABASE: stage.database,
  };
  const first = runProgram(['start'], folder, environment);
  await first.says(/The bot is on Discord/);
  const ada = await stage.eyes('Ada');
  const begun = await ada.command('judge', sub('audit', { judge: JUDGE, size: 'quick' }));
  expect(begun.content).toContain('has begun');
  await reached;
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(`${first.stdout()}${first.stderr()}`).not.toMatch(/ {4}at |"level":[456]0/);
  goOn();
  await ada.message(ada.channelId, ({ content }) => /19 of 256.*\nParked, since the bot/.test(content));

  const second = runProgram(['start'], folder, environment);
  const ended = await ada.message(ada.channelId, ({ embeds }) => embeds.length > 0);
  expect(textOf(ended)).toContain(`Audit of the judge ${JUDGE}: not fit`);
  expect(choices).toBe(ANSWERS + 1);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  stage.expectClean(ada);
}, 120_000);
