import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { wordsOfDebater, writeTurn } from '../support/debating-ollama.ts';
import { begin } from '../support/fleet.ts';
import { VOTER_KEY } from '../support/people.ts';
import { runProgram } from '../support/program.ts';
import type { ScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Chat, startDebatingOllama } from '../system/debating-ollama.ts';
import { sub, textOf } from '../system/eyes.ts';
import { latch } from '../system/pauses.ts';
import { Stage } from '../system/stage.ts';
import { standing, threadOf, trialIn } from '../system/threads.ts';

const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '10s', seed: 5 };
interface Writing {
  readonly server: ScriptedOllama;
  /** Resolves when the server is in the middle of the second speech. */
  readonly begun: Promise<void>;
  /** Resolves when the one who asked for it has hung up. */
  readonly hungUp: Promise<void>;
}

/** A server on real sockets that begins the second speech and writes no more of it. */
async function startWriting(): Promise<Writing> {
  const [begun, begin1] = latch();
  const [hungUp, hangUp] = latch();
  let speeches = 0;
  const chat: Chat = (_, body, response) => {
    // Whoever says where it stands follows a shape.
    if (body['format'] === undefined) speeches += 1;
    if (body['format'] !== undefined || speeches !== 2) return writeTurn(response, wordsOfDebater(body));
    response.on('close', hangUp);
    begin(response, 'A robot ', 'should ');
    begin1();
  };
  return { server: await startDebatingOllama({ chat }), begun, hungUp };
}

it('is broken off at the server by /debate stop, while the bot goes on', async () => {
  const { server, begun, hungUp } = await startWriting();
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const run = await stage.run({ host: new OllamaHost(server.address) });
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await begun;
  const stopping = performance.now();
  await eyes.command('debate', sub('stop', { debate: trial }));
  await hungUp;
  process.stdout.write(
    `after /debate stop the server was told within ${Math.round(performance.now() - stopping)} ms\n`,
  );
  await eyes.card(thread, 'Results (stopped)');
  const ends = (await run.app.trials.history(trial)).filter(({ event }) => event.type === 'turn-end');
  expect(ends).toHaveLength(1);
  stage.expectClean(eyes);
});

it('is broken off at the server by SIGTERM; nothing half is stored or shown, and the next start goes on', async () => {
  const { server, begun, hungUp } = await startWriting();
  const stage = await Stage.open();
  const folder = await temporaryFolder();
  await writeFile(
    path.join(folder, '.env'),
    `DISCORD_TOKEN=${stage.playground.botToken}\nVOTER_KEY=${VOTER_KEY}\nOLLAMA_HOST=${server.address}\nDATABASE=${stage.database}\n`,
  );
  const environment = { DISCORD_API: stage.playground.apiUrl };
  const eyes = await stage.eyes('Ada');
  const program = runProgram(['start'], folder, environment);
  await vi.waitFor(() => eyes.command('debate', sub('status')), { timeout: 30_000, interval: 200 });
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await begun;
  const ending = performance.now();
  program.child.kill('SIGTERM');
  await hungUp;
  const told = Math.round(performance.now() - ending);
  if (program.child.exitCode === null) await once(program.child, 'exit');
  process.stdout.write(`after SIGTERM the server was told within ${told} ms\n`);
  expect(await program.ended).toBe(0);
  expect(program.stderr()).not.toMatch(/"level":[56]0/);

  runProgram(['start'], folder, environment);
  await eyes.card(thread, 'Results');
  const turns = eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
  expect(new Set(turns.map(textOf)).size).toBe(turns.length);
  // Only the call that was broken off is made again.
  const calls = server.asked.filter(({ body }) => body['stream'] === true && body['logprobs'] !== true);
  const seeds = calls.map(({ body }) => Object(body['options']).seed);
  const speeches = seeds.filter((_, place) => calls[place]?.body['format'] === undefined);
  expect(seeds.filter((seed, place) => seeds.indexOf(seed) !== place)).toEqual([speeches[1]]);
  expect(standing(eyes, thread)).not.toContain('A robot should');
  expect(stage.playground.violations()).toEqual([]);
});
