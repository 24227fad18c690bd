import type { JSX } from 'preact';

const COLUMNS = 6;

interface EmojiGridProps {
  readonly emojis: readonly string[];
  readonly onPick: (emoji: string) => void;
}

/** Emojis to choose from; the arrow keys go over them as they stand. */
export function EmojiGrid({ emojis, onPick }: EmojiGridProps): JSX.Element {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
    const { currentTarget, target } = event;
    if (step === undefined || !(currentTarget instanceof Element) || !(target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const buttons = [...currentTarget.querySelectorAll('button')];
    buttons[buttons.indexOf(target) + step]?.focus();
  };
  return (
    <div class="emoji-grid" role="toolbar" aria-label="Emojis" onKeyDown={onKeyDown}>
      {emojis.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="emoji"
          data-testid={`pick-${emoji}`}
          aria-label={`React with ${emoji}`}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
