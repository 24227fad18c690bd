import type { ReactionTarget } from '../../community/reaction.ts';
import type { TrialId } from '../../core/ids.ts';

/** A message under which reactions mean something. */
export interface ReactableMessage {
  readonly trial: TrialId;
  readonly messageId: string;
  readonly target: ReactionTarget;
}

/**
 * Which messages of open trials take reactions as they are given: filled by the threads' presenters, also when they go on after a restart.
 * A reaction names its message alone, and one given to words that are still being written counts before the store can say that their
 * turn is valid: so these are kept in memory, over all trials. What Discord holds is read by `reactableMessages` from the store instead,
 * which does not depend on how far a presenter has got.
 */
export class PostedMessages {
  readonly #byId = new Map<string, ReactableMessage>();
  readonly #byTrial = new Map<TrialId, Set<string>>();

  add(message: ReactableMessage): void {
    const { trial, messageId } = message;
    this.#byId.set(messageId, message);
    const ids = this.#byTrial.get(trial) ?? new Set();
    this.#byTrial.set(trial, ids.add(messageId));
  }

  find(messageId: string): ReactableMessage | undefined {
    return this.#byId.get(messageId);
  }

  of(trial: TrialId): readonly ReactableMessage[] {
    return [...(this.#byTrial.get(trial) ?? [])].flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** Once a trial has ended its reactions are counted and no longer followed. */
  forget(trial: TrialId): void {
    for (const { messageId } of this.of(trial)) this.#byId.delete(messageId);
    this.#byTrial.delete(trial);
  }
}
