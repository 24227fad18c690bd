import type { JSX } from 'preact';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

export interface MenuOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly emoji?: string | undefined;
  readonly initial: boolean;
}

interface SelectMenuProps {
  readonly testId: string;
  readonly label: string;
  readonly placeholder: string;
  readonly options: readonly MenuOption[];
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly pending?: boolean;
  readonly onChosen: (values: readonly string[]) => void;
}

/** Discord's select: one choice is taken with a press; several are ticked and taken when the list closes. */
export function SelectMenu(props: SelectMenuProps): JSX.Element {
  const { testId, label, placeholder, options, min, max, disabled, pending = false, onChosen } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [upwards, setUpwards] = useState(false);
  const [active, setActive] = useState(0);
  // Under a resting mouse the list stays where it is: what it points at would move away.
  const follows = useRef(true);
  const [taken, setTaken] = useState<readonly string[]>(() => initialValues(options));
  const [sent, setSent] = useState(taken);
  const several = max > 1;

  // What the bot sets as chosen when it edits the message replaces what was chosen here; the keyboard's focus stays.
  const offered = JSON.stringify(options.map(({ value, initial }) => [value, initial]));
  const [known, setKnown] = useState(offered);
  if (known !== offered) {
    setKnown(offered);
    setTaken(initialValues(options));
    setSent(initialValues(options));
  }

  const close = useCallback(() => {
    setOpen(false);
    const changed = taken.length !== sent.length || taken.some((value) => !sent.includes(value));
    if (several && changed && taken.length >= min && taken.length <= max) {
      setSent(taken);
      onChosen(taken);
    } else if (several) {
      setTaken(sent);
    }
  }, [taken, sent, several, min, max, onChosen]);

  useEffect(() => {
    if (!open) return;
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && root.current?.contains(target) !== true) close();
    };
    addEventListener('pointerdown', onPress, true);
    return () => removeEventListener('pointerdown', onPress, true);
  }, [open, close]);

  // Before it is painted: a list that jumps is one that nobody can press in.
  useLayoutEffect(() => {
    if (open && follows.current) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, active, id]);

  const openList = (): void => {
    follows.current = true;
    setUpwards(root.current !== null && hasMoreRoomAbove(root.current));
    setActive(
      Math.max(
        0,
        options.findIndex(({ value }) => taken.includes(value)),
      ),
    );
    setOpen(true);
  };

  const choose = (index: number): void => {
    const value = options[index]?.value;
    if (value === undefined) return;
    if (!several) {
      setTaken([value]);
      setSent([value]);
      setOpen(false);
      onChosen([value]);
    } else {
      setTaken((before) => {
        if (before.includes(value)) return before.filter((held) => held !== value);
        return before.length < max ? [...before, value] : before;
      });
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    follows.current = true;
    if (!open) {
      if (step === undefined) return;
      event.preventDefault();
      openList();
    } else if (step !== undefined) {
      event.preventDefault();
      setActive((active + step + options.length) % options.length);
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      setActive(event.key === 'Home' ? 0 : options.length - 1);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
      }
      close();
    }
  };

  const shown = options.filter(({ value }) => taken.includes(value));
  return (
    <div ref={root} class={`select${open ? ' open' : ''}${upwards ? ' upwards' : ''}`}>
      <button
        type="button"
        class="select-button"
        role="combobox"
        data-testid={testId}
        disabled={disabled}
        aria-label={`${label}${shown.length > 0 ? `: ${shown.map((option) => option.label).join(', ')}` : ''}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open ? `${id}-${active}` : undefined}
        aria-busy={pending}
        onClick={() => (open ? close() : openList())}
        onKeyDown={onKeyDown}
      >
        <span class={shown.length === 0 ? 'select-value placeholder' : 'select-value'}>
          {shown.length === 0
            ? placeholder
            : shown.map((option) => `${option.emoji ?? ''} ${option.label}`.trim()).join(', ')}
        </span>
        {pending ? <span class="spinner" /> : <Icon name="chevron" />}
      </button>
      {open ? (
        <div class="select-list">
          <div id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={several}>
            {options.map((option, index) => {
              const selected = taken.includes(option.value);
              return (
                <div
                  key={option.value}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  class={`select-option${index === active ? ' active' : ''}`}
                  data-testid="select-option"
                  data-value={option.value}
                  aria-selected={selected}
                  onPointerEnter={() => {
                    follows.current = false;
                    setActive(index);
                  }}
                  onClick={() => choose(index)}
                  onKeyDown={onKeyDown}
                >
                  {option.emoji === undefined ? null : <span class="emoji">{option.emoji}</span>}
                  <span class="select-option-text">
                    <span>{option.label}</span>
                    {option.description === undefined ? null : <small>{option.description}</small>}
                  </span>
                  {several ? (
                    <span class={`tick${selected ? ' on' : ''}`}>{selected ? <Icon name="check" /> : null}</span>
                  ) : null}
                </div>
              );
            })}
          </div>
          {several ? (
            <div class="select-foot">
              <small>{min === max ? `Take ${min}` : `Take ${min} to ${Math.min(max, options.length)}`}</small>
              <button
                type="button"
                class="button primary"
                data-testid="select-done"
                disabled={taken.length < min}
                onClick={close}
              >
                Done
              </button>
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

const LIST_PX = 340;

/** Whether a list under the button would be cut off, and one above it less. */
function hasMoreRoomAbove(root: HTMLElement): boolean {
  const frame = (root.closest('.log') ?? document.documentElement).getBoundingClientRect();
  const { top, bottom } = root.getBoundingClientRect();
  const below = Math.min(frame.bottom, innerHeight) - bottom;
  return below < LIST_PX && top - Math.max(frame.top, 0) > below;
}

function initialValues(options: readonly MenuOption[]): readonly string[] {
  return options.filter(({ initial }) => initial).map(({ value }) => value);
}
