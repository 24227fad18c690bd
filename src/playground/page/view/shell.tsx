import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EMPTY_LOG } from '../state/channel-log.ts';
import { ChannelHeader } from './channel-header.tsx';
import { Composer } from './composer.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { typeIntoComposer } from './focus-composer.ts';
import { JoinDialog } from './join-dialog.tsx';
import { MemberList } from './member-list.tsx';
import { MessageLog } from './message-log.tsx';
import { ModalDialog } from './modal-dialog.tsx';
import { peopleOf } from './people.ts';
import { Sidebar } from './sidebar.tsx';
import { useTheme } from './theme.ts';
import { TypingLine } from './typing-line.tsx';
import { useClient, usePageState } from './use-client.ts';
import { useMedia } from './use-media.ts';

/** The whole page. On narrow screens the channels and the members are drawers over the messages. */
export function Shell(): JSX.Element {
  const client = useClient();
  const state = usePageState();
  const [theme, toggleTheme] = useTheme();
  const channelsFit = useMedia('(min-width: 721px)');
  const membersFit = useMedia('(min-width: 1100px)');
  const [drawer, setDrawer] = useState<'channels' | 'members' | null>(null);
  const opener = useRef<Element | null>(null);
  const [membersWanted, setMembersWanted] = useState(true);
  const { guild, members } = state;
  const people = useMemo(() => peopleOf({ guild, members }), [guild, members]);
  const channel = state.selected === null ? undefined : state.channels.get(state.selected);
  const membersShown = membersFit ? membersWanted : drawer === 'members';

  useEffect(() => {
    const unread = state.unread.size;
    const place = channel?.name === undefined || channel.name === null ? '' : `${channel.name} · `;
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${place}Ensemble Debates`;
  }, [state.unread, channel?.name]);

  useEffect(() => setDrawer(null), [channelsFit, membersFit]);

  useEffect(() => {
    addEventListener('keydown', typeIntoComposer);
    return () => removeEventListener('keydown', typeIntoComposer);
  }, []);

  const openDrawer = (wanted: 'channels' | 'members'): void => {
    // Asked for before the page behind the drawer gives up the focus.
    opener.current = document.activeElement;
    setDrawer(wanted);
  };

  // At once, so that no key falls between the drawer and what opened it.
  useLayoutEffect(() => {
    if (drawer === null) return;
    document.querySelector<HTMLElement>('.drawer-open button, .drawer-open')?.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setDrawer(null);
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
      if (opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, [drawer]);

  return (
    <div class={`shell${membersFit && membersWanted ? ' with-members' : ''}`}>
      <aside
        class={`sidebar${drawer === 'channels' ? ' drawer-open' : ''}`}
        aria-label="Channels"
        inert={!channelsFit && drawer !== 'channels'}
      >
        <Sidebar
          state={state}
          people={people}
          theme={theme}
          onTheme={toggleTheme}
          onSelect={(channelId) => {
            client.select(channelId);
            setDrawer(null);
          }}
        />
      </aside>
      {drawer === null ? null : (
        <button type="button" class="scrim" aria-label="Close" tabIndex={-1} onClick={() => setDrawer(null)} />
      )}
      <main inert={drawer !== null}>
        {channel === undefined ? (
          <p class="empty" role="status">
            {state.connection.kind === 'anonymous' ? '' : 'Connecting…'}
          </p>
        ) : (
          <>
            <ChannelHeader
              channel={channel}
              state={state}
              membersShown={membersShown}
              onChannels={() => openDrawer('channels')}
              onMembers={() => (membersFit ? setMembersWanted(!membersWanted) : openDrawer('members'))}
            />
            <ConnectionBar state={state} />
            <MessageLog
              channel={channel}
              log={state.logs.get(channel.id) ?? EMPTY_LOG}
              notices={state.notices.filter(({ channelId }) => channelId === channel.id)}
              people={people}
              ownId={state.me?.id ?? ''}
              readUpTo={state.readUpTo.get(channel.id) ?? null}
            />
            <Composer key={channel.id} channel={channel} state={state} />
            <TypingLine state={state} people={people} channelId={channel.id} />
          </>
        )}
      </main>
      {membersFit && !membersWanted ? null : (
        <aside
          class={`members${drawer === 'members' ? ' drawer-open' : ''}`}
          aria-label="Members"
          tabIndex={-1}
          inert={!membersFit && drawer !== 'members'}
        >
          <MemberList state={state} people={people} />
        </aside>
      )}
      {state.connection.kind === 'anonymous' ? <JoinDialog /> : null}
      {state.modal === null ? null : <ModalDialog key={state.modal.interaction_id} modal={state.modal} />}
    </div>
  );
}
