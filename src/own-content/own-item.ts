import { z } from 'zod';
import { ensembleSchema, personaSchema, scenarioSchema } from '../content/schema.ts';

/** What a server can make for itself. */
export const kindSchema = z.enum(['persona', 'scenario', 'ensemble']);
export type Kind = z.infer<typeof kindSchema>;

/** One thing that a server has made, with its kind. */
export const ownItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('persona'), item: personaSchema }),
  z.strictObject({ kind: z.literal('scenario'), item: scenarioSchema }),
  z.strictObject({ kind: z.literal('ensemble'), item: ensembleSchema }),
]);
export type OwnItem = z.infer<typeof ownItemSchema>;

/** How many a server can have of each. */
export const MOST: Readonly<Record<Kind, number>> = { persona: 50, scenario: 100, ensemble: 25 };

/** What people call it. */
export function nameOf(own: OwnItem): string {
  return own.kind === 'scenario' ? own.item.title : own.item.name;
}
