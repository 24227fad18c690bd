import type { APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { LOADING } from '../discord-values.ts';
import { isEphemeral } from '../state/channel-log.ts';
import { Avatar } from './avatar.tsx';
import { Dots } from './dots.tsx';
import { Icon } from './icon.tsx';
import { MessageContent } from './message-content.tsx';
import { MessageLead } from './message-lead.tsx';
import { clockTime, fullTime, messageTime } from './message-time.ts';
import type { People } from './people.ts';
import { pure } from './pure.ts';
import { AddReaction, Reactions } from './reactions.tsx';
import { ThreadCard } from './thread-card.tsx';
import { useClient } from './use-client.ts';

interface MessageRowProps {
  readonly message: APIMessage;
  /** Its author's name and picture are shown; else it goes on under the last one's. */
  readonly startsGroup: boolean;
  readonly people: People;
  /** A moment of the reader's present day. */
  readonly today: number;
  /** Nothing can be changed here any more: the thread is archived. */
  readonly closed: boolean;
}

/** One of many hundred, and only the one that changed is to be drawn again. */
export const MessageRow = pure(({ message, startsGroup, people, today, closed }: MessageRowProps): JSX.Element => {
  const client = useClient();
  const { author } = message;
  const ephemeral = isEphemeral(message);
  const loading = ((message.flags ?? 0) & LOADING) !== 0;
  const name = people.name(author);
  const id = `message-${message.id}`;
  const classes = ['message', startsGroup ? 'first' : '', ephemeral ? 'ephemeral' : ''].filter(Boolean).join(' ');
  const sentAt = Date.parse(message.timestamp);
  return (
    <article class={classes} data-testid={id} tabIndex={-1} aria-labelledby={`${id}-by ${id}-words`}>
      <MessageLead message={message} people={people} />
      <div class="message-gutter">
        {startsGroup ? (
          <Avatar user={author} name={name} size="large" />
        ) : (
          <time class="hover-time" dateTime={message.timestamp} title={fullTime(sentAt)}>
            {clockTime(sentAt)}
          </time>
        )}
      </div>
      <div class="message-main">
        {startsGroup ? (
          <MessageHead id={`${id}-by`} message={message} people={people} today={today} />
        ) : (
          <span class="sr-only" id={`${id}-by`}>
            {name}
          </span>
        )}
        {loading ? (
          <p class="thinking">
            <Dots /> Thinking…
          </p>
        ) : (
          <MessageContent id={`${id}-words`} message={message} />
        )}
        {message.thread === undefined ? null : <ThreadCard threadId={message.thread.id} name={message.thread.name} />}
        <Reactions message={message} closed={closed} />
        {ephemeral ? (
          <p class="ephemeral-note">
            <Icon name="eye" /> Only you can see this ·{' '}
            <button type="button" class="link-button" onClick={() => client.dismiss(message.channel_id, message.id)}>
              Dismiss
            </button>
          </p>
        ) : null}
      </div>
      {ephemeral || loading || closed ? null : (
        <div class="message-tools">
          <AddReaction message={message} inTabOrder={(message.reactions ?? []).length === 0} />
        </div>
      )}
    </article>
  );
});

interface MessageHeadProps extends Pick<MessageRowProps, 'message' | 'people' | 'today'> {
  readonly id: string;
}

function MessageHead({ id, message, people, today }: MessageHeadProps): JSX.Element {
  const { author, timestamp } = message;
  const isApp = author.bot === true || message.webhook_id !== undefined;
  const colour = people.colour(author.id);
  const sentAt = Date.parse(timestamp);
  return (
    <header class="message-head" id={id}>
      <span class="author" style={colour === null ? {} : { '--role': colour }}>
        {people.name(author)}
      </span>
      {isApp ? <span class="tag app">APP</span> : null}
      {people.isScripted(author.id) ? <span class="tag scripted">scripted</span> : null}
      <time dateTime={timestamp} title={fullTime(sentAt)}>
        {messageTime(sentAt, today)}
      </time>
    </header>
  );
}
