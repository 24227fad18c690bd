import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../client.ts';
import type { CommandLeaf } from '../commands/command-leaf.ts';
import { matchingLeaves } from '../commands/command-leaf.ts';
import { isThread } from '../state/channels.ts';
import { CommandMenu } from './command-menu.tsx';
import { Icon } from './icon.tsx';
import { useClient } from './use-client.ts';

const MOST_CHARACTERS = 2000;
const WARN_FROM = 1800;

interface TextBoxProps {
  readonly channel: APIChannel;
  readonly leaves: readonly CommandLeaf[];
  readonly botOnline: boolean;
  /** Takes the focus when it appears, also on a touch screen. */
  readonly focused: boolean;
  readonly onCommand: (leaf: CommandLeaf) => void;
}

/** Words to be sent. A `/` at the start offers the commands. */
export function TextBox({ channel, leaves, botOnline, focused, onCommand }: TextBoxProps): JSX.Element {
  const client = useClient();
  const box = useRef<HTMLTextAreaElement>(null);
  const menuId = useId();
  const [text, setTextState] = useState(client.drafts.get(channel.id) ?? '');
  const [active, setActive] = useState(0);
  const [menuClosed, setMenuClosed] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const setText = (next: string): void => {
    client.drafts.set(channel.id, next);
    setTextState(next);
    setActive(0);
    setMenuClosed(false);
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  useLayoutEffect(() => {
    // On a touch screen a focus nobody asked for opens the keyboard over half of the page.
    if (focused || matchMedia('(hover: hover)').matches) box.current?.focus();
  }, []);

  const menuOpen = text.startsWith('/') && !text.includes('\n') && !menuClosed;
  const offered = menuOpen ? matchingLeaves(leaves, text) : [];
  const take = (leaf: CommandLeaf): void => {
    client.drafts.delete(channel.id);
    onCommand(leaf);
  };

  const onInput = (next: string): void => {
    // A space after a command's whole name takes it, as Enter does.
    const named = next.endsWith(' ') ? leaves.find(({ title }) => `${title} ` === next) : undefined;
    if (named === undefined) setText(next);
    else take(named);
  };

  const send = async (): Promise<void> => {
    const content = text.trim();
    if (content === '' || content.length > MOST_CHARACTERS) return;
    setText('');
    setFailure(null);
    try {
      await client.send(channel.id, content);
    } catch (error) {
      if (client.drafts.get(channel.id) === '') setText(content);
      setFailure(`Not sent: ${reasonOf(error)}`);
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const chosen = offered[active];
    if (menuOpen && event.key === 'Escape') {
      event.preventDefault();
      setMenuClosed(true);
    } else if (offered.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setActive((active + (event.key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length);
    } else if (chosen !== undefined && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (menuOpen) setFailure('There is no such command. Put a space before the / to send it as words.');
      else void send();
    }
  };

  const left = MOST_CHARACTERS - text.trim().length;
  const place = isThread(channel) ? 'this thread' : `#${channel.name ?? ''}`;
  return (
    <div class="composer">
      {menuOpen ? (
        <CommandMenu
          id={menuId}
          leaves={offered}
          active={active}
          nothing={botOnline ? 'No command of that name.' : 'The bot is not connected, so it has no commands yet.'}
          onActive={setActive}
          onTake={take}
        />
      ) : null}
      {failure === null ? null : (
        <p class="form-error" role="alert">
          {failure}
        </p>
      )}
      <div class="composer-box">
        <textarea
          ref={box}
          data-testid="composer"
          rows={1}
          value={text}
          placeholder={`Message ${place} (/ for commands)`}
          aria-label={`Message ${place}`}
          aria-autocomplete="list"
          aria-controls={menuOpen ? menuId : undefined}
          aria-activedescendant={offered.length > 0 ? `${menuId}-${active}` : undefined}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {left > MOST_CHARACTERS - WARN_FROM ? null : <span class={left < 0 ? 'count over' : 'count'}>{left}</span>}
        <button
          type="button"
          class="icon-button"
          aria-label="Send the message"
          disabled={text.trim() === '' || left < 0 || menuOpen}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
