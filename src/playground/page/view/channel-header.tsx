import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { isArchived, isLocked, isTextChannel, isThread } from '../state/channels.ts';
import type { PageState } from '../state/page-state.ts';
import { Icon } from './icon.tsx';
import { useClient } from './use-client.ts';

interface ChannelHeaderProps {
  readonly channel: APIChannel;
  readonly state: PageState;
  readonly membersShown: boolean;
  readonly onChannels: () => void;
  readonly onMembers: () => void;
}

export function ChannelHeader({
  channel,
  state,
  membersShown,
  onChannels,
  onMembers,
}: ChannelHeaderProps): JSX.Element {
  const client = useClient();
  const thread = isThread(channel);
  const parentId = thread ? channel.parent_id : null;
  const parent = parentId === null || parentId === undefined ? undefined : state.channels.get(parentId);
  const joined = state.joined.has(channel.id);
  const unread = state.unread.size;
  return (
    <header class="channel-header">
      <button
        type="button"
        class="icon-button only-narrow"
        data-testid="open-channels"
        aria-label={unread > 0 ? `Channels, ${unread} unread` : 'Channels'}
        onClick={onChannels}
      >
        <Icon name="menu" />
        {unread > 0 ? <span class="badge" /> : null}
      </button>
      {parent === undefined ? null : (
        <button
          type="button"
          class="crumb"
          aria-label={`Back to #${parent.name}`}
          title={`Back to #${parent.name}`}
          onClick={() => client.select(parent.id)}
        >
          <Icon name="back" />
          <Icon name="hash" />
          <span class="ellipsis">{parent.name}</span>
          <span class="crumb-arrow" aria-hidden="true">
            ›
          </span>
        </button>
      )}
      <span class="channel-icon">
        <Icon name={thread ? 'thread' : 'hash'} />
      </span>
      <h2 class="ellipsis" title={channel.name ?? ''}>
        {channel.name}
      </h2>
      {isArchived(channel) ? <span class="tag">{isLocked(channel) ? 'locked' : 'archived'}</span> : null}
      {isTextChannel(channel) && channel.topic ? <p class="topic ellipsis">{channel.topic}</p> : null}
      <span class="spring" />
      {thread && !isArchived(channel) ? (
        <button
          type="button"
          data-testid="join-thread"
          class={`button small ${joined ? 'quiet' : 'primary'}`}
          onClick={() => void client.setThreadMember(channel.id, !joined)}
        >
          {joined ? 'Leave' : 'Join'}
        </button>
      ) : null}
      <button
        type="button"
        class="icon-button"
        data-testid="open-members"
        aria-label="Members"
        title="Members"
        aria-pressed={membersShown}
        onClick={onMembers}
      >
        <Icon name="people" />
      </button>
    </header>
  );
}
