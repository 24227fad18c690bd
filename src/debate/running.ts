import type { Prompts } from '../content/prompts.ts';
import type { Clock } from '../core/clock.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import type { Audience } from './audience.ts';
import type { DebateHistory } from './history.ts';
import type { DebatePlan } from './plan.ts';

/** What a debate needs from outside. */
export interface DebateDeps {
  /** @throws ModelMissingError, ModelUnreachableError */
  model(name: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** Has a model loaded that comes next, while another one speaks; never fails, and nobody waits for it. */
  preload(name: string): void;
  /** How many calls may go out together where members do not see each other's words: as many as the servers run at once. */
  readonly atOnce: number;
  readonly audience: Audience;
}

/** One debate that runs: what was planned, what it needs, what has happened. */
export interface Running {
  readonly plan: DebatePlan;
  readonly deps: DebateDeps;
  readonly history: DebateHistory;
}
