import type { APIMessage } from 'discord-api-types/v10';
import { COMMAND_REPLY, DEFAULT_MESSAGE, REPLY } from '../discord-values.ts';
import { isEphemeral } from '../state/channel-log.ts';
import { sameDay } from './message-time.ts';

const GROUP_MS = 7 * 60_000;

/** How a message stands under the one before it. */
export interface Placement {
  /** The first of its day: a date stands above it. */
  readonly startsDay: boolean;
  /** Its author's name and picture are shown; else it goes on under the last one's. */
  readonly startsGroup: boolean;
}

export function placementOf(message: APIMessage, previous: APIMessage | undefined): Placement {
  const startsDay = previous === undefined || !sameDay(Date.parse(previous.timestamp), Date.parse(message.timestamp));
  return { startsDay, startsGroup: startsDay || previous === undefined || !continues(message, previous) };
}

function continues(message: APIMessage, previous: APIMessage): boolean {
  const apart = Date.parse(message.timestamp) - Date.parse(previous.timestamp);
  return (
    message.type === DEFAULT_MESSAGE &&
    (previous.type === DEFAULT_MESSAGE || previous.type === REPLY || previous.type === COMMAND_REPLY) &&
    // One webhook can speak under many names.
    message.author.id === previous.author.id &&
    message.author.username === previous.author.username &&
    message.author.avatar === previous.author.avatar &&
    isEphemeral(message) === isEphemeral(previous) &&
    apart < GROUP_MS
  );
}
