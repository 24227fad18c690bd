import type { APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';
import { useClient } from './use-client.ts';

const COMMON = ['👍', '👎', '❤️', '😂', '🎉', '🤔', '👀', '🔥', '💡', '🙏', '✅', '❌'];
const MOST_REACTIONS = 20;

export function Reactions({ message }: { readonly message: APIMessage }): JSX.Element | null {
  const client = useClient();
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return (
    <div class="reactions">
      {reactions.map(({ emoji, count, me }) => {
        const name = emoji.name ?? '';
        return (
          <button
            key={name}
            type="button"
            class={me ? 'reaction own' : 'reaction'}
            data-testid={`reaction-${name}`}
            aria-pressed={me}
            aria-label={`${name}, ${count} ${count === 1 ? 'reaction' : 'reactions'}${me ? ', yours among them' : ''}`}
            onClick={() => void client.react(message.channel_id, message.id, name, !me)}
          >
            <span class="emoji">{name}</span>
            <span class="count">{count}</span>
          </button>
        );
      })}
      <AddReaction message={message} />
    </div>
  );
}

/** The button that opens the picker: the reactions already used here, then common ones. */
export function AddReaction({ message }: { readonly message: APIMessage }): JSX.Element {
  const client = useClient();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const used = (message.reactions ?? []).flatMap(({ emoji }) => emoji.name ?? []);
  const full = used.length >= MOST_REACTIONS;
  const offered = full ? used : [...used, ...COMMON.filter((emoji) => !used.includes(emoji))];
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="add-reaction"
        aria-label="Add a reaction"
        title="Add a reaction"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="smile" />
      </button>
      {open ? (
        <Popover anchor={anchor} label="Add a reaction" onClose={close}>
          <div class="emoji-grid">
            {offered.map((emoji) => (
              <button
                key={emoji}
                type="button"
                class="emoji"
                data-testid={`pick-${emoji}`}
                aria-label={`React with ${emoji}`}
                onClick={() => {
                  close();
                  anchor.current?.focus();
                  const own = message.reactions?.find((reaction) => reaction.emoji.name === emoji)?.me ?? false;
                  if (!own) void client.react(message.channel_id, message.id, emoji, true);
                }}
              >
                {emoji}
              </button>
            ))}
          </div>
        </Popover>
      ) : null}
    </>
  );
}
