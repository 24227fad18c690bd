import type { JSX } from 'preact';
import { safeLink } from '../../../markdown/safe-link.ts';
import { sameOrigin } from './same-origin.ts';

interface PictureProps {
  readonly url: string;
  readonly description: string;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly class?: string;
}

/** A picture from this page's own server; one from elsewhere is only linked, never fetched. */
export function Picture({ url, description, width, height, class: className }: PictureProps): JSX.Element | null {
  const source = sameOrigin(url, location.origin);
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
