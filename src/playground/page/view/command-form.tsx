import type { APIChannel } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { InteractionOption } from '../../visitor-protocol.ts';
import type { Argument, BasicOption, CheckedArgument, Choice } from '../commands/argument.ts';
import { checkArgument, fixedChoices, isAutocompleted, NO_ARGUMENT } from '../commands/argument.ts';
import type { CommandLeaf } from '../commands/command-leaf.ts';
import { nestOptions } from '../commands/command-leaf.ts';
import type { PageState } from '../state/page-state.ts';
import { ArgumentField } from './argument-field.tsx';
import { entityChoices } from './entity-choices.ts';
import { Icon } from './icon.tsx';
import { useClient } from './use-client.ts';

interface CommandFormProps {
  readonly channel: APIChannel;
  readonly leaf: CommandLeaf;
  readonly state: PageState;
  /** Sent, or left. */
  readonly onDone: () => void;
}

/** A chosen command, its options as fields. Enter goes to the next field that must be filled, and sends after the last. */
export function CommandForm({ channel, leaf, state, onDone }: CommandFormProps): JSX.Element {
  const client = useClient();
  const root = useRef<HTMLFormElement>(null);
  const [filled, setFilled] = useState<ReadonlyMap<string, Argument>>(new Map());
  const [shownWrong, setShownWrong] = useState<ReadonlySet<string>>(new Set());
  const entities = entityChoices(state);
  const argument = (option: BasicOption): Argument => filled.get(option.name) ?? NO_ARGUMENT;
  const choices = (option: BasicOption): readonly Choice[] | null => fixedChoices(option, entities);
  const check = (option: BasicOption): CheckedArgument => checkArgument(option, argument(option), choices(option));
  const showWrong = (names: readonly string[]): void => setShownWrong(new Set([...shownWrong, ...names]));

  const focus = (name: string | null): void => {
    const field = name === null ? '.command-send' : `[data-testid="argument-${CSS.escape(name)}"]`;
    root.current?.querySelector<HTMLElement>(field)?.focus();
  };
  // At once: the next key may come before the page is painted.
  useLayoutEffect(() => focus(leaf.options[0]?.name ?? null), [leaf]);

  const submit = (): void => {
    const checked = leaf.options.map((option) => ({ option, result: check(option) }));
    const wrong = checked.filter(({ result }) => result.kind === 'wrong').map(({ option }) => option.name);
    if (wrong.length > 0) {
      showWrong(wrong);
      focus(wrong[0] ?? null);
      return;
    }
    const values = checked.flatMap<InteractionOption>(({ option, result }) =>
      result.kind === 'value' ? [{ type: option.type, name: option.name, value: result.value }] : [],
    );
    const data = { id: leaf.commandId, name: leaf.path[0]?.name ?? '', options: nestOptions(leaf, values) };
    void client.interact({ type: 2, channel_id: channel.id, data }).then((outcome) => {
      if (!outcome.ok) client.notify(channel.id, `${leaf.title}: This interaction failed.`, outcome.message);
    });
    onDone();
  };

  const nextRequired = (from: BasicOption): BasicOption | undefined =>
    leaf.options.find((option) => option !== from && option.required === true && argument(option).text.trim() === '');

  /** Enter in a field: on to the next one that is required and empty, else sent. */
  const goOn = (from: BasicOption): void => {
    showWrong([from.name]);
    const next = nextRequired(from);
    if (check(from).kind === 'wrong' || next === undefined) submit();
    else focus(next.name);
  };

  const suggest = (option: BasicOption, text: string) => () => {
    const options = leaf.options.flatMap<InteractionOption>((other) => {
      if (other === option) return [{ type: option.type, name: option.name, value: text, focused: true }];
      const result = check(other);
      return result.kind === 'value' ? [{ type: other.type, name: other.name, value: result.value }] : [];
    });
    const data = { id: leaf.commandId, name: leaf.path[0]?.name ?? '', options: nestOptions(leaf, options) };
    return client.autocomplete({ type: 4, channel_id: channel.id, data });
  };

  return (
    <form
      ref={root}
      class="composer command-form"
      aria-label={leaf.title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onDone();
      }}
    >
      <div class="composer-box">
        <p class="command-title">
          <strong>{leaf.title}</strong> <span>{leaf.description}</span>
        </p>
        {leaf.options.length === 0 ? null : (
          <div class="command-fields">
            {leaf.options.map((option) => {
              const result = check(option);
              return (
                <ArgumentField
                  key={option.name}
                  option={option}
                  argument={argument(option)}
                  fixed={choices(option)}
                  wrong={result.kind === 'wrong' && shownWrong.has(option.name) ? result.reason : null}
                  suggest={isAutocompleted(option) ? (text) => suggest(option, text) : null}
                  onChange={(next) => setFilled(new Map(filled).set(option.name, next))}
                  onLeave={() => (argument(option).text === '' ? undefined : showWrong([option.name]))}
                  onTaken={() => focus(nextRequired(option)?.name ?? option.name)}
                  onEnter={() => goOn(option)}
                />
              );
            })}
          </div>
        )}
        <div class="command-buttons">
          <button
            type="button"
            class="icon-button"
            aria-label="Leave the command"
            title="Leave (Escape)"
            onClick={onDone}
          >
            <Icon name="close" />
          </button>
          <button
            type="submit"
            class="icon-button command-send"
            data-testid="command-send"
            aria-label={`Send ${leaf.title}`}
            title="Send (Enter)"
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </form>
  );
}
