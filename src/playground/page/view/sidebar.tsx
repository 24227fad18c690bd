import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { channelTree, isArchived } from '../state/channels.ts';
import type { PageState } from '../state/page-state.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import type { People } from './people.ts';
import type { Theme } from './theme.ts';

interface SidebarProps {
  readonly state: PageState;
  readonly people: People;
  readonly theme: Theme;
  readonly onTheme: () => void;
  readonly onSelect: (channelId: string) => void;
}

/** The guild, its channels with their threads, and who you are. */
export function Sidebar({ state, people, theme, onTheme, onSelect }: SidebarProps): JSX.Element {
  const other = theme === 'dark' ? 'light' : 'dark';
  const entry = (channel: APIChannel, kind: 'channel' | 'thread'): JSX.Element => {
    const selected = channel.id === state.selected;
    const unread = state.unread.has(channel.id);
    const classes = [
      'entry',
      kind,
      selected ? 'selected' : '',
      unread ? 'unread' : '',
      isArchived(channel) ? 'archived' : '',
    ];
    return (
      <button
        type="button"
        class={classes.filter(Boolean).join(' ')}
        data-testid={`channel-${channel.id}`}
        aria-current={selected ? 'page' : undefined}
        title={channel.name ?? ''}
        onClick={() => onSelect(channel.id)}
      >
        {kind === 'channel' ? <Icon name="hash" /> : null}
        <span class={kind === 'thread' ? 'two-lines' : 'ellipsis'}>{channel.name}</span>
        {unread ? <span class="sr-only">, unread</span> : null}
        {isArchived(channel) ? <span class="sr-only">, archived</span> : null}
      </button>
    );
  };
  return (
    <>
      <header class="guild">
        <img src="/assets/mark.svg" alt="" width="28" height="28" />
        <h1 class="ellipsis">{state.guild?.name ?? 'Ensemble Debates'}</h1>
      </header>
      <nav class="channels" aria-label="Channels and threads">
        <ul>
          {channelTree(state.channels.values()).map(({ channel, threads }) => (
            <li key={channel.id}>
              {entry(channel, 'channel')}
              {threads.length === 0 ? null : (
                <ul class="threads">
                  {threads.map((thread) => (
                    <li key={thread.id}>{entry(thread, 'thread')}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {state.me === null ? null : (
        <footer class="me">
          <span class="with-presence">
            <Avatar user={state.me} name={people.name(state.me)} size="medium" />
            <span class={`presence ${state.connection.kind === 'online' ? 'on' : 'off'}`} />
          </span>
          <span class="me-name">
            <strong class="ellipsis">{people.name(state.me)}</strong>
            <small class="ellipsis">{state.connection.kind === 'online' ? 'Online' : 'Connecting…'}</small>
          </span>
          <button
            type="button"
            class="icon-button"
            aria-label={`Change to the ${other} theme`}
            title={`Change to the ${other} theme`}
            onClick={onTheme}
          >
            <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
          </button>
        </footer>
      )}
    </>
  );
}
