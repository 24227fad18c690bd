import type { Clock } from '../../src/core/clock.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog, type Log } from '../../src/core/log.ts';
import { PooledHost } from '../../src/models/pool/pooled-host.ts';
import type { ModelHost } from '../../src/models/port/chat-model.ts';

export interface PooledOptions {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly silenceMilliseconds?: number;
  /** How many calls the server takes at a time; absent: one. */
  readonly concurrency?: number;
}

/** One server behind a pool, as the program has it. */
export function pooled(host: ModelHost, options: PooledOptions = {}): PooledHost {
  const { clock = systemClock, log = createLog('silent'), silenceMilliseconds = 180_000 } = options;
  return new PooledHost([{ host, concurrency: options.concurrency ?? 1 }], { clock, log, silenceMilliseconds });
}
