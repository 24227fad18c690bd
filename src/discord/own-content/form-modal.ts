import {
  type APIComponentInModalActionRow,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { FIELDS, type Field, type FilledForm } from '../../own-content/form.ts';
import { formIdOf } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { shorten } from '../shorten.ts';

/** A form as Discord shows it, filled with what is there already. */
export function formModal({ kind, id, texts }: FilledForm): APIModalInteractionResponseCallbackData {
  return {
    custom_id: formIdOf({ kind, id }),
    title: shorten(id === null ? `A new ${kind}` : `Change this ${kind}`, LIMITS.modalTitle),
    components: FIELDS[kind].map((field) => labelled(field, texts[field.id] ?? '')),
  };
}

function labelled({ id, label, hint, most, long, required }: Field, value: string): APILabelComponent {
  const component: APIComponentInModalActionRow = {
    type: ComponentType.TextInput,
    custom_id: id,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    max_length: most,
    required,
    ...(value === '' ? {} : { value: value.slice(0, most) }),
  };
  return { type: ComponentType.Label, label, description: hint, component };
}
