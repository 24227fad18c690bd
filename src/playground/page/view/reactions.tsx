import type { APIMessage } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { EmojiGrid } from './emoji-grid.tsx';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';
import { useClient } from './use-client.ts';

const COMMON = ['👍', '👎', '❤️', '😂', '🎉', '🤔', '👀', '🔥', '💡', '🙏', '✅', '❌'];
const MOST_REACTIONS = 20;

interface ReactionsProps {
  readonly message: APIMessage;
  /** They can be seen but not changed. */
  readonly closed: boolean;
}

export function Reactions({ message, closed }: ReactionsProps): JSX.Element | null {
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
            disabled={closed}
            aria-pressed={me}
            aria-label={`${name}, ${count} ${count === 1 ? 'reaction' : 'reactions'}${me ? ', yours among them' : ''}`}
            onClick={() => void client.react(message.channel_id, message.id, name, !me)}
          >
            <span class="emoji">{name}</span>
            <span class="count">{count}</span>
          </button>
        );
      })}
      {closed ? null : <AddReaction message={message} inTabOrder />}
    </div>
  );
}

interface AddReactionProps {
  readonly message: APIMessage;
  /** False where another of its kind stands in the same message. */
  readonly inTabOrder: boolean;
}

/** The button that opens the picker: the reactions already used here, then common ones. */
export function AddReaction({ message, inTabOrder }: AddReactionProps): JSX.Element {
  const client = useClient();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const used = (message.reactions ?? []).flatMap(({ emoji }) => emoji.name ?? []);
  const full = used.length >= MOST_REACTIONS;
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="add-reaction"
        aria-label="Add a reaction"
        title="Add a reaction"
        aria-expanded={open}
        tabIndex={inTabOrder ? 0 : -1}
        onClick={() => setOpen(!open)}
      >
        <Icon name="smile" />
      </button>
      {open ? (
        <Popover anchor={anchor} label="Add a reaction" onClose={close}>
          <EmojiGrid
            emojis={full ? used : [...used, ...COMMON.filter((emoji) => !used.includes(emoji))]}
            onPick={(emoji) => {
              close();
              anchor.current?.focus();
              const own = message.reactions?.find((reaction) => reaction.emoji.name === emoji)?.me ?? false;
              if (!own) void client.react(message.channel_id, message.id, emoji, true);
            }}
          />
        </Popover>
      ) : null}
    </>
  );
}
