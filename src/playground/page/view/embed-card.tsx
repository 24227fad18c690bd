import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { safeLink } from '../../../markdown/safe-link.ts';
import { Markdown } from './markdown.tsx';
import { messageTime } from './message-time.ts';
import { cssColour } from './people.ts';
import { Picture } from './picture.tsx';
import { sameOrigin } from './same-origin.ts';

interface EmbedProps {
  readonly embed: APIEmbed;
  /** Of the words that name it. */
  readonly id: string | undefined;
}

export function EmbedCard({ embed, id }: EmbedProps): JSX.Element {
  const authorIcon = sameOrigin(embed.author?.icon_url, location.origin);
  const footerIcon = sameOrigin(embed.footer?.icon_url, location.origin);
  return (
    <div
      class="embed"
      id={id}
      style={embed.color === undefined ? {} : { borderInlineStartColor: cssColour(embed.color) }}
    >
      <div class="embed-main">
        <div class="embed-text">
          {embed.author === undefined ? null : (
            <p class="embed-author">
              {authorIcon === null ? null : <img src={authorIcon} alt="" />}
              <LinkedName name={embed.author.name} url={embed.author.url} />
            </p>
          )}
          {embed.title === undefined ? null : (
            <h3 class="embed-title">
              {embed.url === undefined ? (
                <Markdown text={embed.title} />
              ) : (
                <LinkedName name={embed.title} url={embed.url} />
              )}
            </h3>
          )}
          {embed.description === undefined ? null : <Markdown text={embed.description} />}
          {embed.fields === undefined || embed.fields.length === 0 ? null : <Fields fields={embed.fields} />}
        </div>
        {embed.thumbnail === undefined ? null : (
          <Picture
            class="embed-thumbnail"
            url={embed.thumbnail.url}
            description={`Small picture: ${embed.title ?? 'embed'}`}
          />
        )}
      </div>
      {embed.image === undefined ? null : (
        <Picture class="embed-image" url={embed.image.url} description={embed.title ?? 'Picture'} />
      )}
      {embed.footer === undefined && embed.timestamp === undefined ? null : (
        <p class="embed-footer">
          {footerIcon === null ? null : <img src={footerIcon} alt="" />}
          {[
            embed.footer?.text,
            embed.timestamp === undefined ? undefined : messageTime(Date.parse(embed.timestamp), Date.now()),
          ]
            .filter((part) => part !== undefined)
            .join(' • ')}
        </p>
      )}
    </div>
  );
}

function LinkedName({ name, url }: { readonly name: string; readonly url: string | undefined }): JSX.Element {
  const link = safeLink(url ?? '');
  if (link === null) return <>{name}</>;
  return (
    <a href={link} target="_blank" rel="noopener noreferrer nofollow">
      {name}
    </a>
  );
}

/** Inline fields stand up to three in a row, the others take the whole width. */
function Fields({ fields }: { readonly fields: readonly APIEmbedField[] }): JSX.Element {
  return (
    <dl class="embed-fields">
      {fields.map((field, index) => (
        <div key={index} class={field.inline === true ? `inline of-${inlineNeighbours(fields, index)}` : ''}>
          <dt>
            <Markdown text={field.name} />
          </dt>
          <dd>
            <Markdown text={field.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How many inline fields share the row of this one (1 to 3). */
function inlineNeighbours(fields: readonly APIEmbedField[], index: number): number {
  let start = index;
  while (start > 0 && fields[start - 1]?.inline === true) start -= 1;
  let end = index;
  while (end < fields.length && fields[end]?.inline === true) end += 1;
  const rowStart = start + Math.floor((index - start) / 3) * 3;
  return Math.min(3, end - rowStart);
}
