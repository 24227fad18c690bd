import type { APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { REPLY } from '../discord-values.ts';
import { Avatar } from './avatar.tsx';
import type { People } from './people.ts';

/** The line above a message that says what it answers: another message, or a command. */
export function MessageLead({
  message,
  people,
}: {
  readonly message: APIMessage;
  readonly people: People;
}): JSX.Element | null {
  if (message.type === REPLY) {
    const replied = message.referenced_message;
    return (
      <p class="message-lead">
        {replied === null || replied === undefined ? (
          <em>The message this answers is gone.</em>
        ) : (
          <>
            <Avatar user={replied.author} name={people.name(replied.author)} size="small" />
            <strong>{people.name(replied.author)}</strong>
            <span class="ellipsis">{replied.content === '' ? 'a card' : replied.content}</span>
          </>
        )}
      </p>
    );
  }
  const command = message.interaction;
  if (command === undefined) return null;
  return (
    <p class="message-lead">
      <Avatar user={command.user} name={people.name(command.user)} size="small" />
      <strong>{people.name(command.user)}</strong> used <span class="mention">/{command.name}</span>
    </p>
  );
}
