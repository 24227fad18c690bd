import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { isThread } from '../state/channels.ts';
import { Icon } from './icon.tsx';
import { useClient } from './use-client.ts';

/** The way into a thread, under the message it began with. */
export function ThreadCard({ thread }: { readonly thread: APIChannel }): JSX.Element {
  const client = useClient();
  // The channel of the guild is kept up to date; the copy in the message is not.
  const current = client.store.state.channels.get(thread.id) ?? thread;
  const count = isThread(current) ? (current.message_count ?? 0) : 0;
  return (
    <button type="button" class="thread-card" onClick={() => client.select(thread.id)}>
      <Icon name="thread" />
      <strong class="ellipsis">{current.name}</strong>
      <span>{count === 1 ? '1 message' : `${count} messages`} ›</span>
    </button>
  );
}
