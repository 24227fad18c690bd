import type { APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { COMPONENTS_V2, LOADING, SUPPRESS_EMBEDS } from '../discord-values.ts';
import { Markdown } from '../markdown/render.tsx';
import { isEphemeral } from '../state/channel-log.ts';
import { Avatar } from './avatar.tsx';
import { EmbedCard } from './embed-card.tsx';
import { Icon } from './icon.tsx';
import { MessageComponents } from './message-components.tsx';
import type { Placement } from './message-groups.ts';
import { MessageLead } from './message-lead.tsx';
import { clockTime, fullTime, messageTime } from './message-time.ts';
import type { People } from './people.ts';
import { Picture } from './picture.tsx';
import { AddReaction, Reactions } from './reactions.tsx';
import { ThreadCard } from './thread-card.tsx';
import { useClient } from './use-client.ts';

interface MessageRowProps {
  readonly message: APIMessage;
  readonly placement: Placement;
  readonly people: People;
}

export function MessageRow({ message, placement, people }: MessageRowProps): JSX.Element {
  const client = useClient();
  const { author } = message;
  const isApp = author.bot === true || message.webhook_id !== undefined;
  const ephemeral = isEphemeral(message);
  const loading = ((message.flags ?? 0) & LOADING) !== 0;
  const name = people.name(author);
  const sentAt = Date.parse(message.timestamp);
  const colour = people.colour(author.id);
  const classes = ['message', placement.startsGroup ? 'first' : '', ephemeral ? 'ephemeral' : '']
    .filter(Boolean)
    .join(' ');
  return (
    <article
      class={classes}
      data-testid={`message-${message.id}`}
      aria-label={`${name}, ${messageTime(sentAt, Date.now())}`}
    >
      <MessageLead message={message} people={people} />
      <div class="message-gutter">
        {placement.startsGroup ? (
          <Avatar user={author} name={name} size="large" />
        ) : (
          <time class="hover-time" dateTime={message.timestamp} title={fullTime(sentAt)}>
            {clockTime(sentAt)}
          </time>
        )}
      </div>
      <div class="message-main">
        {placement.startsGroup ? (
          <header class="message-head">
            <span class="author" style={colour === null ? {} : { '--role': colour }}>
              {name}
            </span>
            {isApp ? <span class="tag app">APP</span> : null}
            {people.isScripted(author.id) ? <span class="tag scripted">scripted</span> : null}
            <time dateTime={message.timestamp} title={fullTime(sentAt)}>
              {messageTime(sentAt, Date.now())}
            </time>
          </header>
        ) : null}
        {loading ? (
          <p class="thinking">
            <Dots /> Thinking…
          </p>
        ) : (
          <MessageContent message={message} />
        )}
        {message.thread === undefined ? null : <ThreadCard thread={message.thread} />}
        <Reactions message={message} />
        {ephemeral ? (
          <p class="ephemeral-note">
            <Icon name="eye" /> Only you can see this ·{' '}
            <button type="button" class="link-button" onClick={() => client.dismiss(message.channel_id, message.id)}>
              Dismiss
            </button>
          </p>
        ) : null}
      </div>
      {ephemeral || loading ? null : (
        <div class="message-tools">
          <AddReaction message={message} />
        </div>
      )}
    </article>
  );
}

/** Three dots that move, for what is being written. */
export function Dots(): JSX.Element {
  return (
    <span class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}

function MessageContent({ message }: { readonly message: APIMessage }): JSX.Element {
  const flags = message.flags ?? 0;
  const edited = message.edited_timestamp !== null && message.edited_timestamp !== undefined;
  return (
    <>
      {message.content === '' || (flags & COMPONENTS_V2) !== 0 ? null : (
        <div class={isEmojiOnly(message.content) ? 'content jumbo' : 'content'}>
          <Markdown text={message.content} />
          {edited ? (
            <span class="edited" title={fullTime(Date.parse(message.edited_timestamp ?? ''))}>
              (edited)
            </span>
          ) : null}
        </div>
      )}
      {(flags & SUPPRESS_EMBEDS) !== 0
        ? null
        : message.embeds.map((embed, index) => <EmbedCard key={index} message={message} embed={embed} />)}
      {message.attachments.map((attachment) =>
        attachment.content_type?.startsWith('image/') === true ? (
          <Picture
            key={attachment.id}
            class="attachment"
            url={attachment.url}
            description={attachment.description ?? attachment.filename}
            width={attachment.width}
            height={attachment.height}
          />
        ) : (
          <p key={attachment.id} class="file">
            {attachment.filename} <small>{Math.ceil(attachment.size / 1024)} KB</small>
          </p>
        ),
      )}
      <MessageComponents message={message} />
    </>
  );
}

function isEmojiOnly(text: string): boolean {
  return (
    text.length < 60 &&
    /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(text) &&
    /\p{Extended_Pictographic}/u.test(text)
  );
}
