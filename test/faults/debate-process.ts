import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { NO_AUDIENCE } from '../../src/debate/audience.ts';
import { debateEventSchema, isRecorded } from '../../src/debate/events.ts';
import { runDebate } from '../../src/debate/run-debate.ts';
import { OllamaHost } from '../../src/models/ollama/ollama-host.ts';
import { PooledHost } from '../../src/models/pool/pooled-host.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { TypedStream } from '../../src/store/typed-stream.ts';
import { prompts } from '../support/content.ts';
import { debateTaskSchema, planOf } from './debate-task.ts';

/**
 * One debate as a process of its own, for tests that kill it: `debate-process.ts TASK` (JSON). It is ready once it says so, and begins when
 * it is told. It says what it is about to store and which words came before it does anything with them, so that it can be killed there.
 */
const task = debateTaskSchema.parse(JSON.parse(z.string().parse(process.argv[2])));
const { address, database, atOnce } = task;
const say = (words: string): void => void process.stdout.write(`${words}\n`);

const log = createLog('silent');
const clock = systemClock;
const plan = planOf(task);
say('ready');
process.stdin.once('data', async () => {
  const events = await openEventLog({ address: database, log, clock });
  const stream = await TypedStream.open(events, `debate/${plan.debate}`, debateEventSchema);
  const pool = new PooledHost([{ host: new OllamaHost(address), concurrency: atOnce }], {
    clock,
    log,
    silenceMilliseconds: 60_000,
  });
  const deps = {
    model: (name: string) => pool.open(name, { group: plan.debate }),
    preload: () => {},
    prompts,
    clock,
    atOnce,
    audience: NO_AUDIENCE,
  };
  let words = 0;
  for await (const event of runDebate(plan, deps, stream.events.filter(isRecorded), new AbortController().signal)) {
    if (isRecorded(event)) {
      say(`storing ${stream.logged.length}`);
      await stream.append(event);
    } else if (event.type === 'turn-delta') {
      words += 1;
      say(`words ${words}`);
    }
  }
  await events.close();
  say('done');
  process.exit(0);
});
