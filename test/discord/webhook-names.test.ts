import { expect, it } from 'vitest';
import { personaSchema } from '../../src/content/schema.ts';
import { content } from '../support/content.ts';
import { Report } from '../support/discord-rules/report.ts';
import { webhookName } from '../support/discord-rules/webhooks.ts';

function faultsOf(name: string): string[] {
  const report = new Report('name');
  webhookName(report, name);
  return report.faults;
}

it('lets in no persona whose name Discord would refuse or change', () => {
  const [persona] = content.personas.values();
  expect(personaSchema.safeParse({ ...persona, name: 'Ada Lovelace' }).success).toBe(true);
  for (const name of ['Clyde', 'my discord', 'DISCORDANT', ' Ada', 'Ada ', 'Ada  Lovelace', 'Ada\tLovelace', '']) {
    expect(faultsOf(name)).not.toEqual([]);
    const read = personaSchema.safeParse({ ...persona, name });
    expect(read.success ? faultsOf(read.data.name) : []).toEqual([]);
  }
  for (const { name } of content.personas.values()) expect(faultsOf(name)).toEqual([]);
});
