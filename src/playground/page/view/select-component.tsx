import type { APIStringSelectComponent } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { STRING_SELECT } from '../discord-values.ts';
import { useComponentAction } from './component-action.tsx';
import type { MenuOption } from './select-menu.tsx';
import { SelectMenu } from './select-menu.tsx';

export function SelectComponent({ select }: { readonly select: APIStringSelectComponent }): JSX.Element {
  const { pending, send } = useComponentAction(select.custom_id, STRING_SELECT);
  const placeholder = select.placeholder ?? 'Make a selection';
  return (
    <SelectMenu
      testId={`component-${select.custom_id}`}
      label={placeholder}
      placeholder={placeholder}
      options={menuOptions(select)}
      min={select.min_values ?? 1}
      max={select.max_values ?? 1}
      disabled={select.disabled ?? false}
      pending={pending}
      onChosen={send}
    />
  );
}

export function menuOptions(select: APIStringSelectComponent): readonly MenuOption[] {
  return select.options.map((option) => ({
    value: option.value,
    label: option.label,
    description: option.description,
    emoji: option.emoji?.name,
    initial: option.default ?? false,
  }));
}
