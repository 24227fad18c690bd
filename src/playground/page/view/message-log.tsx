import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { compareIds } from '../snowflake.ts';
import type { ChannelLog } from '../state/channel-log.ts';
import { isEphemeral } from '../state/channel-log.ts';
import { isArchived, isThread } from '../state/channels.ts';
import type { Notice } from '../state/page-state.ts';
import { Announcer } from './announcer.tsx';
import { Icon } from './icon.tsx';
import { moveInLog } from './log-keys.ts';
import { placementOf } from './message-groups.ts';
import { MessageRow } from './message-row.tsx';
import { longDate } from './message-time.ts';
import type { People } from './people.ts';
import { isSystemMessage, SystemRow } from './system-row.tsx';
import { useClient } from './use-client.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useToday } from './use-now.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';

interface MessageLogProps {
  readonly channel: APIChannel;
  readonly log: ChannelLog;
  readonly notices: readonly Notice[];
  readonly people: People;
  readonly ownId: string;
  /** The message below which the unread ones begin, or null. */
  readonly readUpTo: string | null;
}

const LOAD_WITHIN_PX = 300;

export function MessageLog({ channel, log, notices, people, ownId, readUpTo }: MessageLogProps): JSX.Element {
  const client = useClient();
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLSpanElement>(null);
  const today = useToday();
  const keptFocus = useKeptFocus(box);
  const { atBottom, sticking, jump, onScroll } = useStickToBottom(box, content, channel.id);
  const unseen = useUnseen(sticking, log);
  useJumpToAnswers(log, notices, ownId, jump);
  const closed = isArchived(channel);
  const firstUnread = readUpTo === null ? undefined : log.messages.find(({ id }) => compareIds(id, readUpTo) > 0)?.id;
  return (
    <div class="log-frame">
      {/* A box that scrolls must be reachable for those who scroll with keys. */}
      <div
        ref={box}
        class="log"
        role="log"
        // The announcer below says what is new: here every growing word would be read.
        aria-live="off"
        aria-label={`Messages in ${channel.name ?? 'this channel'}`}
        data-testid="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the arrow keys
        tabIndex={0}
        onKeyDown={(event) => (box.current === null ? undefined : moveInLog(event, box.current, end.current))}
        {...keptFocus}
        onScroll={() => {
          onScroll();
          if ((box.current?.scrollTop ?? Number.POSITIVE_INFINITY) < LOAD_WITHIN_PX) void client.loadOlder(channel.id);
        }}
      >
        <div ref={content} class="log-content">
          <LogStart channel={channel} log={log} />
          {/* One list, so that a row is known by its key wherever it comes to stand. */}
          {log.messages.flatMap((message, index) => {
            const { startsDay, startsGroup } = placementOf(message, log.messages[index - 1]);
            return [
              startsDay ? (
                <div key={`day-${message.id}`} class="day">
                  <span>{longDate(Date.parse(message.timestamp))}</span>
                </div>
              ) : null,
              message.id === firstUnread ? (
                <div key="new" class="day new" data-testid="new-messages">
                  <span>New</span>
                </div>
              ) : null,
              isSystemMessage(message) ? (
                <SystemRow key={message.id} message={message} people={people} today={today} />
              ) : (
                <MessageRow
                  key={message.id}
                  message={message}
                  startsGroup={startsGroup || message.id === firstUnread}
                  people={people}
                  today={today}
                  closed={closed}
                />
              ),
            ];
          })}
          {notices.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} />
          ))}
        </div>
      </div>
      <span ref={end} tabIndex={-1} />
      <Announcer channelId={channel.id} log={log} people={people} ownId={ownId} />
      {atBottom ? null : (
        <button type="button" class="jump" data-testid="jump" onClick={jump}>
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
        <button type="button" class="link-button retry" onClick={() => client.reload(channel.id)}>
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
    <div class="notice" role="alert" tabIndex={-1}>
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

/** Whoever writes, presses or asks wants to see what comes of it, wherever they have scrolled to. */
function useJumpToAnswers(log: ChannelLog, notices: readonly Notice[], ownId: string, jump: () => void): void {
  const newest = log.messages.at(-1);
  const before = useRef({ id: newest?.id, notices: notices.length });
  useEffect(() => {
    const { current } = before;
    const isNew = newest !== undefined && current.id !== undefined && compareIds(newest.id, current.id) > 0;
    const isAnswer = isNew && (isEphemeral(newest) || newest.author.id === ownId);
    if (isAnswer || notices.length > current.notices) jump();
    before.current = { id: newest?.id, notices: notices.length };
  }, [newest, notices.length, ownId, jump]);
}

/** How many messages came since the reader left the end of the log. */
function useUnseen(sticking: { readonly current: boolean }, log: ChannelLog): number {
  const [seen, setSeen] = useState<string | null>(null);
  const newest = log.messages.at(-1)?.id ?? null;
  useEffect(() => {
    if (sticking.current) setSeen(newest);
  });
  if (sticking.current || seen === null) return 0;
  const index = log.messages.findIndex(({ id }) => id === seen);
  return index === -1 ? 0 : log.messages.length - 1 - index;
}
