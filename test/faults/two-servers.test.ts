import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { PooledHost } from '../../src/models/pool/pooled-host.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { begin } from '../support/fleet.ts';
import { answer, type Handler } from '../support/scripted-ollama.ts';
import { type Chat, speaks, startDebatingOllama } from '../system/debating-ollama.ts';
import { SkippingClock } from '../system/skipping-clock.ts';
import { Database, requestOf } from '../trial/processes.ts';

const HOUR = 3_600_000;
const SILENCE = 60_000;

type Fault = (body: Parameters<Handler>[0], response: ServerResponse, clock: SkippingClock) => void;

/** What a server does wrong with a call for words, after having begun it or at once. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'breaks its JSON': (_, response) => {
    begin(response, 'A robot ');
    response.end('{"message": {"role": "assistant", "con\n');
  },
  'answers with 500': (_, response) => answer(response, { error: 'out of luck' }, 500),
  'has lost the model': (_, response) => answer(response, { error: "model 'debater:1b' not found" }, 404),
  hangs: (_, response, clock) => {
    begin(response, 'A robot ');
    // Nobody has to wait a minute until it is given up; no other call is under way meanwhile.
    const hurrying = setInterval(() => clock.skip(SILENCE), 50);
    response.on('close', () => clearInterval(hurrying));
  },
  dies: (_, response) => {
    begin(response, 'A robot ');
    setImmediate(() => response.destroy());
  },
};

it.each(Object.entries(FAULTS))(
  'a whole debate comes to its results on two servers of which one %s at every third call',
  async (_, fault) => {
    const poolClock = new SkippingClock();
    let faults = 0;
    const chat: Chat = (call, body, response) => {
      if (call % 3 !== 1) return speaks(body, response);
      faults += 1;
      fault(body, response, poolClock);
    };
    const servers = [await startDebatingOllama({ chat }), await startDebatingOllama()];
    const database = await Database.open();
    const log = createLog('warn', { write: (line) => void database.logged.push(line) });
    const host = new PooledHost(
      servers.map(({ address }) => ({ host: new OllamaHost(address), concurrency: 1 })),
      { clock: poolClock, log, silenceMilliseconds: SILENCE },
    );
    const { trials, watcher } = await database.process({ host });
    const { plan } = await trials.start(await trials.plan(requestOf('ada')));
    await watcher.shown('ballot-open');
    database.clock.skip(HOUR);
    expect(await trials.finished(plan.trial)).toMatchObject({ status: 'complete' });

    expect(faults).toBeGreaterThan(0);
    const { debates } = viewTrial(await trials.history(plan.trial));
    const ends = [...debates.ensemble, ...debates.baseline].filter((event) => event.type === 'turn-end');
    expect(ends).toHaveLength(6);
    expect(ends.map(({ outcome }) => outcome.status)).toEqual(ends.map(() => 'valid'));
    // What the failed server had begun is in no turn.
    for (const { text } of ends) expect(text).not.toContain('A robot');
  },
);
