import type { APIMessage } from 'discord-api-types/v10';
import type { ComponentChild, JSX } from 'preact';
import {
  COMMAND_REPLY,
  DEFAULT_MESSAGE,
  JOINED,
  PINNED,
  RENAMED,
  REPLY,
  THREAD_CREATED,
  THREAD_STARTER,
} from '../discord-values.ts';
import { Icon } from './icon.tsx';
import { fullTime, messageTime } from './message-time.ts';
import type { People } from './people.ts';
import { pure } from './pure.ts';
import { ThreadCard } from './thread-card.tsx';
import { useClient } from './use-client.ts';

export function isSystemMessage({ type }: APIMessage): boolean {
  return type !== DEFAULT_MESSAGE && type !== REPLY && type !== COMMAND_REPLY;
}

interface SystemRowProps {
  readonly message: APIMessage;
  readonly people: People;
  /** A moment of the reader's present day. */
  readonly today: number;
}

/** A line in which Discord itself says what happened. */
export const SystemRow = pure(({ message, people, today }: SystemRowProps): JSX.Element => {
  const sentAt = Date.parse(message.timestamp);
  const id = `message-${message.id}`;
  const threadId = message.thread?.id ?? (message.type === THREAD_CREATED ? startedThread(message) : undefined);
  return (
    <article class="message system" data-testid={id} tabIndex={-1} aria-labelledby={`${id}-words`}>
      <div class="message-gutter">
        <Icon name={message.type === THREAD_CREATED || message.type === THREAD_STARTER ? 'thread' : 'join'} />
      </div>
      <div class="message-main">
        <p id={`${id}-words`}>
          <What message={message} who={<strong>{people.name(message.author)}</strong>} />{' '}
          <time dateTime={message.timestamp} title={fullTime(sentAt)}>
            {messageTime(sentAt, today)}
          </time>
        </p>
        {threadId === undefined ? null : <ThreadCard threadId={threadId} name={message.content} />}
      </div>
    </article>
  );
});

/** The thread that a message says was started. */
function startedThread({ thread, message_reference }: APIMessage): string | undefined {
  return thread?.id ?? message_reference?.channel_id;
}

function What({ message, who }: { readonly message: APIMessage; readonly who: ComponentChild }): JSX.Element {
  const client = useClient();
  switch (message.type) {
    case THREAD_CREATED: {
      const threadId = startedThread(message);
      return (
        <>
          {who} started a thread:{' '}
          {threadId === undefined ? (
            <strong>{message.content}</strong>
          ) : (
            <button type="button" class="link-button strong" onClick={() => client.select(threadId)}>
              {message.content}
            </button>
          )}
        </>
      );
    }
    case THREAD_STARTER:
      return <Starter message={message} />;
    case PINNED:
      return <>{who} pinned a message.</>;
    case JOINED:
      return <>{who} joined.</>;
    case RENAMED:
      return (
        <>
          {who} changed the name: <strong>{message.content}</strong>
        </>
      );
    default:
      return (
        <>{message.content === '' ? <>{who} did something that the playground has no words for.</> : message.content}</>
      );
  }
}

/** A thread's first line: the message it began with, which stands in the channel above. */
function Starter({ message }: { readonly message: APIMessage }): JSX.Element {
  const client = useClient();
  const { state } = client.store;
  const reference = message.message_reference;
  const channel = state.channels.get(reference?.channel_id ?? '');
  const held = state.logs.get(channel?.id ?? '')?.messages.find(({ id }) => id === reference?.message_id);
  const starter = message.referenced_message ?? held;
  const words = starter === undefined ? '' : starter.content || (starter.embeds[0]?.title ?? '');
  return (
    <>
      The thread began with {words === '' ? 'a message' : <strong>{words}</strong>}
      {channel === undefined ? null : (
        <>
          {' in '}
          <button type="button" class="link-button" onClick={() => client.select(channel.id)}>
            #{channel.name}
          </button>
        </>
      )}
    </>
  );
}
