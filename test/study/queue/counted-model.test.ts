import { expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { createLog } from '../../../src/core/log.ts';
import type { ChatModel, ChatRequest } from '../../../src/models/port/chat-model.ts';
import type { EventLog } from '../../../src/store/event-log.ts';
import { openEventLog } from '../../../src/store/open-event-log.ts';
import { StoreFailedError } from '../../../src/store/store-failed-error.ts';
import { TypedStream } from '../../../src/store/typed-stream.ts';
import { CallCount, countedModel } from '../../../src/study/queue/counted-model.ts';
import { openCallsIn, type RunEvent, runEventSchema } from '../../../src/study/queue/run-events.ts';
import { asking, collect } from '../../support/ask-model.ts';
import { scriptedModel } from '../../support/debate.ts';

const request = asking('Speak.');

/** A scripted model whose calls are counted in a stream of its own. */
async function counted(
  log?: Partial<EventLog>,
): Promise<{ model: ChatModel; asked: readonly ChatRequest[]; stream: TypedStream<RunEvent>; run: AbortController }> {
  const events = await openEventLog({ address: 'memory://', log: createLog('silent'), clock: systemClock });
  const stream = await TypedStream.open(
    {
      append: (...given) => events.append(...given),
      read: (...given) => events.read(...given),
      redact: events.redact,
      close: events.close,
      ...log,
    },
    'run/x',
    runEventSchema,
  );
  const run = new AbortController();
  const { model, requests } = await scriptedModel();
  return { model: countedModel(model, new CallCount(stream, run)), asked: requests, stream, run };
}

it('a call is written down before it begins, and when it is over', async () => {
  const { model, stream, run } = await counted();
  expect((await collect(model, request, run.signal)).finish?.reason).toBe('stop');
  await model.choose(request.prompt, ['1', '2'], run.signal);
  expect(stream.events).toEqual([
    { type: 'calls', begun: 1, over: 0 },
    { type: 'calls', begun: 1, over: 1 },
    { type: 'calls', begun: 2, over: 1 },
    { type: 'calls', begun: 2, over: 2 },
  ]);
});

it('a call that ends because its run is broken off stays open', async () => {
  const { model, stream, run } = await counted();
  for await (const part of model.stream(request, run.signal)) if (part.type === 'text-delta') run.abort();
  expect(openCallsIn(stream.events)).toBe(1);
});

it('no model is asked what could not be written down, and the run is broken off with the reason', async () => {
  const away = new StoreFailedError('store', 'away');
  const { model, asked, run } = await counted({ append: () => Promise.reject(away) });
  expect((await collect(model, request, run.signal)).finish?.reason).toBe('cancelled');
  await expect(model.choose(request.prompt, ['1', '2'], run.signal)).rejects.toBe(away);
  expect(asked).toHaveLength(0);
  expect(run.signal.reason).toBe(away);
});
