import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChannelLog } from '../state/channel-log.ts';
import { isThread } from '../state/channels.ts';
import type { Notice } from '../state/page-state.ts';
import { Icon } from './icon.tsx';
import { placementOf } from './message-groups.ts';
import { MessageRow } from './message-row.tsx';
import { longDate } from './message-time.ts';
import type { People } from './people.ts';
import { isSystemMessage, SystemRow } from './system-row.tsx';
import { useClient } from './use-client.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';

interface MessageLogProps {
  readonly channel: APIChannel;
  readonly log: ChannelLog;
  readonly notices: readonly Notice[];
  readonly people: People;
}

const LOAD_WITHIN_PX = 300;

export function MessageLog({ channel, log, notices, people }: MessageLogProps): JSX.Element {
  const client = useClient();
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atBottom, jump, onScroll } = useStickToBottom(box, content, channel.id, log.messages[0]?.id ?? '');
  const unseen = useUnseen(atBottom, channel.id, log);
  return (
    <div class="log-frame">
      {/* A box that scrolls must be reachable for those who scroll with keys. */}
      <div
        ref={box}
        class="log"
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={`Messages in ${channel.name ?? 'this channel'}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the arrow keys
        tabIndex={0}
        onScroll={() => {
          onScroll();
          if ((box.current?.scrollTop ?? Number.POSITIVE_INFINITY) < LOAD_WITHIN_PX) void client.loadOlder(channel.id);
        }}
      >
        <div ref={content} class="log-content">
          <LogStart channel={channel} log={log} />
          {log.messages.map((message, index) => {
            const placement = placementOf(message, log.messages[index - 1]);
            return [
              placement.startsDay ? (
                <div key={`day-${message.id}`} class="day">
                  <span>{longDate(Date.parse(message.timestamp))}</span>
                </div>
              ) : null,
              isSystemMessage(message) ? (
                <SystemRow key={message.id} message={message} people={people} />
              ) : (
                <MessageRow key={message.id} message={message} placement={placement} people={people} />
              ),
            ];
          })}
          {notices.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} />
          ))}
        </div>
      </div>
      {atBottom ? null : (
        <button type="button" class="jump" onClick={jump}>
          {unseen > 0 ? `${unseen} new · ` : ''}Jump to newest <Icon name="down" />
        </button>
      )}
    </div>
  );
}

function LogStart({ channel, log }: { readonly channel: APIChannel; readonly log: ChannelLog }): JSX.Element {
  const client = useClient();
  if (log.history === 'failed') {
    return (
      <p class="log-note">
        The messages could not be loaded.{' '}
        <button type="button" class="link-button" onClick={() => client.reload(channel.id)}>
          Try again
        </button>
      </p>
    );
  }
  if (log.history !== 'held') return <LoadingRows count={log.messages.length === 0 ? 6 : 1} />;
  if (!log.complete) {
    return (
      <p class="log-note">
        <button type="button" class="link-button" onClick={() => void client.loadOlder(channel.id)}>
          Load older messages
        </button>
      </p>
    );
  }
  const thread = isThread(channel);
  return (
    <header class="log-start">
      <span class="log-mark">
        <Icon name={thread ? 'thread' : 'hash'} />
      </span>
      <h2>{thread ? channel.name : `Welcome to #${channel.name ?? ''}`}</h2>
      <p>
        {thread
          ? 'This is where the thread begins.'
          : 'This is where the channel begins. Type / in the box below to see what the bot can do.'}
      </p>
    </header>
  );
}

function LoadingRows({ count }: { readonly count: number }): JSX.Element {
  return (
    <div class="loading-rows" role="status" aria-label="Messages are being loaded">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} class="loading-row">
          <span />
          <div>
            <span />
            <span />
          </div>
        </div>
      ))}
    </div>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }): JSX.Element {
  const client = useClient();
  return (
    <div class="notice" role="alert">
      <Icon name="alert" />
      <p>
        <strong>{notice.title}</strong> {notice.text}
        <br />
        <small>
          Only you can see this ·{' '}
          <button type="button" class="link-button" onClick={() => client.dismissNotice(notice.id)}>
            Dismiss
          </button>
        </small>
      </p>
    </div>
  );
}

/** How many messages came since the reader left the end of the log. */
function useUnseen(atBottom: boolean, channelId: string, log: ChannelLog): number {
  const [seen, setSeen] = useState<string | null>(null);
  const newest = log.messages.at(-1)?.id ?? null;
  useEffect(() => {
    if (atBottom) setSeen(newest);
  }, [atBottom, newest, channelId]);
  if (atBottom || seen === null) return 0;
  const index = log.messages.findIndex(({ id }) => id === seen);
  return index === -1 ? 0 : log.messages.length - 1 - index;
}
