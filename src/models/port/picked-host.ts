import type { ModelHost } from './chat-model.ts';

/** The servers of a run behind the port of one: it shares calls out among them, and goes to another one when one fails. */
export interface ModelPool extends ModelHost {
  /** How many calls all servers together work on at the same time. */
  readonly capacity: number;
}

/** The host of models that a run uses, with what to say about it. */
export interface PickedHost {
  readonly host: ModelPool;
  /** What it is good for, for people. */
  readonly goodFor: string;
  /** How to get better models; empty where there is nothing to say. */
  readonly betterModels: string;
  /** Said wherever words of this host are shown; empty where it depends on the models that a debate takes. */
  readonly caution: string;
  /** Models may run on other machines, whose memory is not seen from here. */
  readonly elsewhere?: boolean;
}
