import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { debating, wordsOfDebater, writeTurn } from './support/debating-ollama.ts';
import { runProgram } from './support/program.ts';
import { startScriptedOllama } from './support/scripted-ollama.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { Stage } from './system/stage.ts';

it('starts the bot on a stand-in for Discord, ends in order when told to, and goes on at the next start', async () => {
  const stage = await Stage.open();
  let silent: () => void = () => {};
  const secondTurn = new Promise<void>((resolve) => {
    silent = resolve;
  });
  let turns = 0;
  const ollama = await startScriptedOllama(
    debating((body, response) => {
      turns += 1;
      // The second model that is asked says nothing until the bot is gone.
      if (turns === 2) return silent();
      writeTurn(response, wordsOfDebater(body));
    }),
  );
  const folder = await temporaryFolder();
  await writeFile(
    path.join(folder, '.env'),
    `DISCORD_TOKEN=${stage.playground.botToken}\nOLLAMA_HOST=${ollama.address}\n`,
  );
  const environment = { DISCORD_API: `${stage.playground.apiUrl}/`, DATABASE: 'sqlite://kept/bot.sqlite' };

  const first = runProgram(['start'], folder, environment);
  await first.says(/The bot is on Discord\./);
  const eyes = await stage.eyes('Ada');
  await eyes.start({ scenario: 'ai-tutors', rounds: 1, ballot: '1s' });
  const thread = await eyes.thread();
  await secondTurn;
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const before = eyes.messagesIn(thread).map(({ id }) => id);

  const second = runProgram(['start'], folder, environment);
  await eyes.card(thread, 'Results');
  const after = eyes.messagesIn(thread).map(({ id }) => id);
  expect(after).toEqual([...new Set([...before, ...after])]);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(130);
  for (const { stdout, stderr } of [first, second]) {
    expect(`${stdout()}${stderr()}`).not.toContain(stage.playground.botToken);
    expect(stdout()).toContain(`Ollama at ${ollama.address}, with 2 chat models (thinker:8b, big:70b)`);
  }
  expect(stage.playground.violations()).toEqual([]);
});
