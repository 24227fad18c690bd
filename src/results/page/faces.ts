import { html } from 'hono/html';
import type { Content, Persona } from '../../content/schema.ts';
import type { Member, Person } from '../../debate/plan.ts';
import type { Html } from '../../pages/html.ts';
import { named } from './said.ts';

/** The faces of speakers: a persona's picture, or initials. Names stand beside them, so that nobody has to see them. */
export class Faces {
  /** By persona. */
  readonly #classes: ReadonlyMap<string, string>;
  /** Each picture once, however often its persona speaks. */
  readonly style: string;

  private constructor(classes: ReadonlyMap<string, string>, style: string) {
    this.#classes = classes;
    this.style = style;
  }

  static async of(members: readonly Member[], { picture }: Pick<Content, 'picture'>): Promise<Faces> {
    const personas = new Map<string, Persona>(
      members.flatMap(({ persona }) => (persona === null ? [] : [[persona.id, persona]])),
    );
    const classes = new Map<string, string>();
    const rules: string[] = [];
    for (const persona of personas.values()) {
      const name = `face-${classes.size}`;
      const png = await picture(persona);
      classes.set(persona.id, name);
      rules.push(`.${name} { background-image: url(data:image/png;base64,${png.toString('base64')}); }`);
    }
    return new Faces(classes, rules.join('\n'));
  }

  show(speaker: Member | Person): Html {
    const picture = speaker.model === null ? undefined : this.#classes.get(speaker.persona?.id ?? '');
    if (picture !== undefined) return html`<span class="face ${picture}" aria-hidden="true"></span>`;
    return html`<span class="face" aria-hidden="true">${named(initialsOf(speaker.name))}</span>`;
  }
}

/** `AL` of Ada Lovelace; of one word the first letter. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = (word: string | undefined): string => [...(word ?? '')][0] ?? '';
  return `${first(words[0])}${words.length > 1 ? first(words.at(-1)) : ''}`.toUpperCase();
}
