import type {
  APIModalInteractionResponseCallbackComponent,
  APIStringSelectComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';
import { ACTION_ROW, LABEL, STRING_SELECT, TEXT_INPUT } from '../discord-values.ts';
import type { OpenModal } from '../state/page-state.ts';

/** One input of a form, wherever Discord has put it: in a row of its own, or under a label. */
export interface FormField {
  readonly input: APITextInputComponent | APIStringSelectComponent;
  readonly label: string;
  readonly description: string;
}

/** Whether the form can't be sent without it. */
export function isRequired(input: FormField['input']): boolean {
  return input.type === STRING_SELECT ? (input.min_values ?? 1) > 0 : (input.required ?? true);
}

/** All inputs of a form, in their order. */
export function fieldsOf(modal: OpenModal): readonly FormField[] {
  return modal.components.flatMap(fieldsIn);
}

/** The inputs in one of a form's components: none where it is text, or of a kind the page does not draw. */
export function fieldsIn(component: APIModalInteractionResponseCallbackComponent): readonly FormField[] {
  if (component.type === ACTION_ROW) {
    return component.components.map((input) => ({ input, label: input.label ?? '', description: '' }));
  }
  if (component.type !== LABEL) return [];
  const input = component.component;
  return input.type === TEXT_INPUT || input.type === STRING_SELECT
    ? [{ input, label: component.label, description: component.description ?? '' }]
    : [];
}

/** What stands in the inputs at first, by their custom ids. */
export function initialValues(modal: OpenModal): ReadonlyMap<string, string> {
  return new Map(
    fieldsOf(modal).map(({ input }) => [
      input.custom_id,
      input.type === STRING_SELECT
        ? (input.options.find((option) => option.default === true)?.value ?? '')
        : (input.value ?? ''),
    ]),
  );
}
