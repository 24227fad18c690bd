import type { JSX } from 'preact';
import { isThread } from '../state/channels.ts';
import { Icon } from './icon.tsx';
import { useClient, useSelected } from './use-client.ts';

interface ThreadCardProps {
  readonly threadId: string;
  /** What the message says that it is called; the guild knows better. */
  readonly name: string | null;
}

/** The way into a thread, under the message it began with. */
export function ThreadCard({ threadId, name }: ThreadCardProps): JSX.Element {
  const client = useClient();
  const thread = useSelected(({ channels }) => channels.get(threadId));
  const unread = useSelected((state) => state.unread.has(threadId));
  if (thread === undefined) return <p class="thread-card gone">{name} is gone.</p>;
  const count = isThread(thread) ? (thread.message_count ?? 0) : 0;
  return (
    <button
      type="button"
      class={unread ? 'thread-card unread' : 'thread-card'}
      data-testid={`thread-card-${threadId}`}
      onClick={() => client.select(threadId)}
    >
      <Icon name="thread" />
      <strong class="ellipsis">{thread.name}</strong>
      <span>{count === 1 ? '1 message' : `${count} messages`} ›</span>
    </button>
  );
}
