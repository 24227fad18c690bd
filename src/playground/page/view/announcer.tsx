import type { APIEmbed, APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { plainText } from '../../../markdown/plain-text.ts';
import { LOADING } from '../discord-values.ts';
import { Announcements, type Spoken } from '../state/announcements.ts';
import type { ChannelLog } from '../state/channel-log.ts';
import type { People } from './people.ts';
import { isSystemMessage } from './system-row.tsx';

/** Older messages change rarely, and whoever wants to hear of it can go there. */
const WATCHED = 30;

interface AnnouncerProps {
  readonly channelId: string;
  readonly log: ChannelLog;
  readonly people: People;
  readonly ownId: string;
}

/** Reads new messages of the channel aloud to those who use a screen reader; nothing is to be seen of it. */
export function Announcer({ channelId, log, people, ownId }: AnnouncerProps): JSX.Element {
  const announcements = useRef(new Announcements());
  const shown = useRef('');
  const [words, setWords] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const messages = log.messages
      .slice(-WATCHED)
      .filter(({ author, flags }) => author.id !== ownId && ((flags ?? 0) & LOADING) === 0)
      .map((message) => spoken(message, people));
    const begins = shown.current !== channelId;
    if (begins || log.history !== 'held') announcements.current.skip(messages);
    else announcements.current.note(messages, Date.now());
    if (log.history === 'held') shown.current = channelId;
    const speak = (): void => {
      const said = announcements.current.take(Date.now());
      if (said !== null) setWords(said);
      wait();
    };
    const wait = (): void => {
      clearTimeout(timer.current);
      const { dueAt } = announcements.current;
      if (dueAt !== null) timer.current = setTimeout(speak, Math.max(0, dueAt - Date.now()));
    };
    wait();
  }, [channelId, log, people, ownId]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div class="sr-only" role="status" data-testid="announcer">
      {words === '' ? null : words}
    </div>
  );
}

const parsed = new WeakMap<APIMessage, Spoken>();

/** Parsed once for each state of a message: a growing one comes several times a second, with all others beside it. */
function spoken(message: APIMessage, people: People): Spoken {
  const held = parsed.get(message) ?? parse(message, people);
  parsed.set(message, held);
  return held;
}

function parse(message: APIMessage, people: People): Spoken {
  const nameOf = (id: string): string => people.nameOf(id) ?? people.roleName(id) ?? 'somebody';
  const speak = (text: string | undefined): string => plainText(text ?? '', nameOf);
  const card = ({ title, description, fields }: APIEmbed): string[] => [
    speak(title),
    speak(description),
    ...(fields ?? []).map(({ name, value }) => `${speak(name)}: ${speak(value)}`),
  ];
  const parts = isSystemMessage(message)
    ? [message.content]
    : [speak(message.content), ...message.embeds.flatMap(card)];
  return {
    id: message.id,
    speaker: people.name(message.author),
    text: parts.filter((part) => part !== '').join('. '),
  };
}
