import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { sameOrigin } from './same-origin.ts';

const TEXT_FILE = /\.(?:txt|md|json|log|csv|ya?ml)$/i;
/** The server hands it out so that no script in it runs. */
const PAGE_FILE = /\.html$/i;
const MOST_SHOWN_BYTES = 512 * 1024;

interface FileCardProps {
  readonly name: string;
  readonly url: string;
  readonly size: number | undefined;
}

/** A file to keep; one of text can be read here too, as text, and a page in a tab of its own. */
export function FileCard({ name, url, size }: FileCardProps): JSX.Element {
  const source = sameOrigin(url, location.origin);
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const readable = source !== null && TEXT_FILE.test(name) && (size ?? 0) <= MOST_SHOWN_BYTES;
  const toggle = (): void => {
    if (text !== null) setText(null);
    else if (source !== null) void fetchText(source).then(setText);
  };
  return (
    <div class="file" data-testid="file">
      <div class="file-line">
        {source === null ? (
          <span class="file-name">{name}</span>
        ) : (
          <a class="file-name" href={source} download={name}>
            {name}
          </a>
        )}
        {size === undefined ? null : <small>{Math.ceil(size / 1024)} KB</small>}
        {readable ? (
          <button
            type="button"
            class="button secondary small"
            aria-expanded={text !== null}
            aria-controls={id}
            onClick={toggle}
          >
            {text === null ? 'Show' : 'Hide'}
          </button>
        ) : null}
        {source !== null && PAGE_FILE.test(name) ? (
          <a class="button secondary small" href={source} target="_blank" rel="noopener" aria-label={`Open ${name}`}>
            Open
          </a>
        ) : null}
        {source === null ? null : (
          <a class="icon-button" href={source} download={name} aria-label={`Save ${name}`} title="Save">
            <Icon name="save" />
          </a>
        )}
      </div>
      <pre id={id} hidden={text === null}>
        {text}
      </pre>
    </div>
  );
}

async function fetchText(source: string): Promise<string> {
  try {
    const response = await fetch(source);
    return response.ok ? await response.text() : 'The file is not there any more.';
  } catch {
    return 'The playground cannot be reached.';
  }
}
