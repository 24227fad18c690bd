import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { COMPONENTS_V2, SUPPRESS_EMBEDS } from '../discord-values.ts';
import { EmbedCard } from './embed-card.tsx';
import { FileCard } from './file-card.tsx';
import { Markdown } from './markdown.tsx';
import { MessageComponents } from './message-components.tsx';
import { fullTime } from './message-time.ts';
import { Picture } from './picture.tsx';

/** A message's words, cards, files and buttons. @param id of what names the message to those who do not see it */
export function MessageContent({ message, id }: { readonly message: APIMessage; readonly id: string }): JSX.Element {
  const flags = message.flags ?? 0;
  const words = message.content !== '' && (flags & COMPONENTS_V2) === 0;
  const embeds = (flags & SUPPRESS_EMBEDS) === 0 ? message.embeds : [];
  const inCards = JSON.stringify([message.embeds, message.components]);
  return (
    <>
      {words ? (
        <div class={isEmojiOnly(message.content) ? 'content jumbo' : 'content'} id={id}>
          <Markdown text={message.content} />
          <Edited message={message} />
        </div>
      ) : null}
      {embeds.map((embed, index) => (
        <EmbedCard key={index} embed={embed} id={!words && index === 0 ? id : undefined} />
      ))}
      {message.attachments
        .filter(({ url }) => !inCards.includes(url))
        .map((attachment) => (
          <Attachment key={attachment.id} attachment={attachment} />
        ))}
      <MessageComponents message={message} />
    </>
  );
}

function Edited({ message }: { readonly message: APIMessage }): JSX.Element | null {
  const at = message.edited_timestamp;
  if (at === null || at === undefined) return null;
  return (
    <span class="edited" title={fullTime(Date.parse(at))}>
      (edited)
    </span>
  );
}

function Attachment({ attachment }: { readonly attachment: APIAttachment }): JSX.Element | null {
  const { filename, url, size, description, width, height } = attachment;
  if (attachment.content_type?.startsWith('image/') !== true) return <FileCard name={filename} url={url} size={size} />;
  return <Picture class="attachment" url={url} description={description ?? filename} width={width} height={height} />;
}

function isEmojiOnly(text: string): boolean {
  return (
    text.length < 60 &&
    /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u.test(text) &&
    /\p{Extended_Pictographic}/u.test(text)
  );
}
