import type { ReactionTarget } from '../community/reaction.ts';
import type { TrialId } from '../core/ids.ts';

/** A message under which reactions mean something. */
export interface ReactableMessage {
  readonly trial: TrialId;
  readonly channelId: string;
  readonly messageId: string;
  readonly target: ReactionTarget;
}

/** Which messages of open trials take reactions: filled by the threads' presenters, also when they go on after a restart. */
export class PostedMessages {
  readonly #byId = new Map<string, ReactableMessage>();

  add(message: ReactableMessage): void {
    this.#byId.set(message.messageId, message);
  }

  find(messageId: string): ReactableMessage | undefined {
    return this.#byId.get(messageId);
  }

  of(trial: TrialId): readonly ReactableMessage[] {
    return [...this.#byId.values()].filter((message) => message.trial === trial);
  }

  /** Once a trial has ended its reactions are counted and no longer followed. */
  forget(trial: TrialId): void {
    for (const { messageId } of this.of(trial)) this.#byId.delete(messageId);
  }
}
