import type { ModelHost } from './chat-model.ts';

/** The host of models that a run uses, with what to say about it. */
export interface PickedHost {
  readonly host: ModelHost;
  /** What it is good for, for people. */
  readonly goodFor: string;
  /** How to get better models; empty where there is nothing to say. */
  readonly betterModels: string;
  /** Said wherever words of this host are shown; empty where it depends on the models that a debate takes. */
  readonly caution: string;
}
