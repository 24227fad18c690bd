import { ownColorOf } from '../content/own-color.ts';
import { ownIdOf } from '../content/own-id.ts';
import { isReservedName, RESERVED_NAME } from '../content/reserved-name.ts';
import { type Content, type Persona, personaSchema } from '../content/schema.ts';
import { tidy } from '../content/tidy.ts';
import type { Read, Texts } from './form.ts';
import { nameTaken } from './name-taken.ts';
import { entriesOf, parseFields } from './parse-fields.ts';

/** A name stands in prompts beside stances in brackets, and in messages between marks: it has no signs that mean something there. */
const NAME =
  /^(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator} .,'’&+!?-]|\u200d|\ufe0f)*$/u;
/** What somebody must be able to call them by. */
const SAID = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

const ownPersonaSchema = personaSchema.extend({
  name: personaSchema.shape.name
    .regex(NAME, "expected letters, digits, emoji, spaces and . , ' & + ! ? - only")
    .regex(SAID, 'expected at least one letter or digit')
    .refine((name) => !isReservedName(name), RESERVED_NAME),
});

/** @param id of the persona that is changed; null for a new one */
export function readPersona(texts: Texts, id: string | null, { personas }: Content): Read<Persona> {
  const name = tidy(texts['name'] ?? '');
  const read = parseFields(
    'persona',
    {
      id: id ?? ownIdOf(name),
      name,
      picture: null,
      color: ownColorOf(name),
      tagline: tidy(texts['tagline'] ?? ''),
      values: entriesOf(texts['values']),
      expertise: tidy(texts['expertise'] ?? ''),
      manner: tidy(texts['manner'] ?? ''),
    },
    ownPersonaSchema,
  );
  const taken = nameTaken({ kind: 'persona', field: 'name', name, id }, [...personas.values()]);
  if (taken.length === 0) return read;
  return { ok: false, problems: [...taken, ...(read.ok ? [] : read.problems)] };
}

export function textsOfPersona({ name, tagline, values, expertise, manner }: Persona): Texts {
  return { name, tagline, values: values.join('\n'), expertise, manner };
}
