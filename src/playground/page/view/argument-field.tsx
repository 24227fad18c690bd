import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Argument, BasicOption, Choice } from '../commands/argument.ts';
import { matchingChoices } from '../commands/argument.ts';
import { INTEGER, NUMBER } from '../discord-values.ts';
import { useAutocomplete } from './use-autocomplete.ts';
import { useScrollIntoView } from './use-scroll-into-view.ts';

interface ArgumentFieldProps {
  readonly option: BasicOption;
  readonly argument: Argument;
  /** The choices it always has; null for free words and for those the bot is asked for. */
  readonly fixed: readonly Choice[] | null;
  readonly wrong: string | null;
  /** The question to the bot for this text; null where the option has no autocomplete. */
  readonly suggest: ((text: string) => () => Promise<readonly APIApplicationCommandOptionChoice[]>) | null;
  readonly onChange: (argument: Argument) => void;
  readonly onLeave: () => void;
  /** One of the choices was taken with Enter or a press. */
  readonly onTaken: () => void;
  readonly onEnter: () => void;
}

/** One option of a command: a field, and above it its choices while it has the focus. */
export function ArgumentField(props: ArgumentFieldProps): JSX.Element {
  const { option, argument, fixed, wrong, suggest, onChange, onLeave, onTaken, onEnter } = props;
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [closed, setClosed] = useState(false);
  /** What the keys have reached; null: the first, where something is typed. */
  const [reached, setReached] = useState<number | null>(null);
  const autocomplete = useAutocomplete();
  const offered: readonly Choice[] = fixed === null ? (autocomplete.choices ?? []) : matchingChoices(fixed, argument);
  const taken = argument.chosen !== null;
  const hasList = fixed !== null || suggest !== null;
  const open = focused && hasList && !closed;
  const preselected = !taken && (argument.text.trim() !== '' || option.required === true) ? 0 : -1;
  const active = Math.min(reached ?? preselected, offered.length - 1);
  const list = useScrollIntoView(active);

  const change = (next: Argument): void => {
    setReached(null);
    setClosed(next.chosen !== null);
    onChange(next);
  };
  const take = (choice: Choice): void => {
    autocomplete.reset();
    change({ text: choice.name, chosen: choice });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const choice = open ? offered[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (offered.length === 0) return;
      event.preventDefault();
      setClosed(false);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setReached(active === -1 && step === -1 ? offered.length - 1 : (active + step + offered.length) % offered.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (choice === undefined) {
        onEnter();
      } else {
        take(choice);
        onTaken();
      }
    } else if (event.key === 'Tab' && !event.shiftKey) {
      if (choice !== undefined && !autocomplete.loading) take(choice);
    } else if (event.key === 'Escape' && open && offered.length > 0) {
      event.preventDefault();
      setClosed(true);
    }
  };

  const required = option.required === true;
  const combobox = hasList
    ? ({
        role: 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': open,
        'aria-controls': open ? `${id}-list` : undefined,
        'aria-activedescendant': open && active >= 0 ? `${id}-${active}` : undefined,
      } as const)
    : {};
  return (
    <div
      class={`argument${suggest === null ? '' : ' long'}${wrong === null ? '' : ' wrong'}${focused ? ' focused' : ''}`}
    >
      <label htmlFor={id}>
        {option.name}
        {required ? <span class="required">*</span> : null}
      </label>
      <input
        id={id}
        type="text"
        data-testid={`argument-${option.name}`}
        autoComplete="off"
        spellcheck={false}
        value={argument.text}
        placeholder={required ? '' : 'optional'}
        inputMode={option.type === INTEGER || option.type === NUMBER ? 'decimal' : 'text'}
        required={required}
        {...combobox}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-hint`}
        onInput={({ currentTarget }) => {
          const text = currentTarget.value;
          change({ text, chosen: null });
          if (suggest !== null) autocomplete.ask(suggest(text));
        }}
        onFocus={() => {
          setFocused(true);
          setClosed(taken);
          setReached(null);
          if (suggest !== null && !taken) autocomplete.ask(suggest(argument.text), true);
        }}
        onBlur={() => {
          setFocused(false);
          onLeave();
        }}
        onKeyDown={onKeyDown}
      />
      <div class="menu argument-menu" hidden={!focused}>
        <p id={`${id}-hint`} class="menu-title">
          <strong>{option.name}</strong> {option.description}
        </p>
        {wrong === null ? null : (
          <p class="form-error" role="alert">
            {wrong}
          </p>
        )}
        {/* Browsers let Tab into a box that scrolls, unless it says that it is no stop. */}
        {open ? (
          <div
            ref={list}
            id={`${id}-list`}
            tabIndex={-1}
            class="menu-list"
            role="listbox"
            aria-label={`Choices for ${option.name}`}
          >
            {offered.map((choice, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field that keeps the focus handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: named to assistive technology by aria-activedescendant
              <div
                key={`${index}-${choice.value}`}
                id={`${id}-${index}`}
                role="option"
                class={`menu-option choice${index === active ? ' active' : ''}`}
                data-testid="choice"
                aria-selected={index === active}
                onPointerMove={() => (index === active ? undefined : setReached(index))}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => {
                  take(choice);
                  onTaken();
                }}
              >
                {choice.name}
              </div>
            ))}
            {offered.length > 0 ? null : (
              <p class="menu-empty">{autocomplete.loading ? 'Looking…' : 'Nothing here matches what you typed.'}</p>
            )}
          </div>
        ) : null}
      </div>
    </div>
  );
}
