import type { APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { safeLink } from '../markdown/safe-link.ts';
import { sameOriginImage } from './same-origin-image.ts';

interface PictureProps {
  readonly url: string;
  readonly description: string;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly class?: string;
}

/** A picture from this page's own server; one from elsewhere is only linked, never fetched. */
export function Picture({ url, description, width, height, class: className }: PictureProps): JSX.Element | null {
  const source = sameOriginImage(url, location.origin);
  if (source !== null) {
    return (
      <a class={`picture ${className ?? ''}`} href={source} target="_blank" rel="noopener">
        <img src={source} alt={description} width={width ?? undefined} height={height ?? undefined} loading="lazy" />
      </a>
    );
  }
  const link = safeLink(url);
  if (link === null) return null;
  return (
    <a class="remote-picture" href={link} target="_blank" rel="noopener noreferrer nofollow">
      Picture on {new URL(link).host}, not loaded
    </a>
  );
}

/** What `attachment://name` stands for in this message; other addresses as they are. */
export function resolveUpload(message: APIMessage, url: string): string {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  return name === undefined ? url : (message.attachments.find(({ filename }) => filename === name)?.url ?? url);
}
