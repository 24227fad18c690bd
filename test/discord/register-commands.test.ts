import path from 'node:path';
import { expect, it } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import type { Command } from '../../src/discord/command.ts';
import { loadCommands } from '../../src/discord/load-commands.ts';
import { registerCommands } from '../../src/discord/register-commands.ts';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { Rig } from '../playground/rig.ts';

const log = createLog('silent');
const commands = await loadCommands(path.join(PROJECT_ROOT, 'commands'));

/** The commands with one of them changed. */
function changed(name: string, change: (data: Command['data']) => Command['data']): ReadonlyMap<string, Command> {
  const command = commands.get(name) ?? expect.fail(`no command ${name}`);
  return new Map([...commands, [name, { ...command, data: change(structuredClone(command.data)) }]]);
}

it('registers commands only when they differ from those that Discord has', async () => {
  const rig = await Rig.start();
  const { client } = await rig.bot();
  /** How often it told Discord the commands. */
  const told = async (wanted: ReadonlyMap<string, Command>): Promise<number> => {
    const before = rig.playground.requests().length;
    await registerCommands(client, wanted, log);
    const puts = rig.playground
      .requests()
      .slice(before)
      .filter(({ method }) => method === 'PUT');
    for (const { route } of puts) expect(route).toBe('/applications/:id/commands');
    return puts.length;
  };
  expect(await told(commands)).toBe(1);
  expect(await told(commands)).toBe(0);
  expect(await told(new Map([...commands].reverse()))).toBe(0);

  const changes = [
    changed('scenario', (data) => ({ ...data, description: 'Other words' })),
    changed('debate', (data) => ({ ...data, options: data.options?.slice(1) ?? [] })),
    changed('debate', (data) => {
      const [start] = data.options ?? [];
      if (start !== undefined && 'options' in start) start.options?.reverse();
      return data;
    }),
    changed('results', (data) => ({ ...data, default_member_permissions: '32' })),
    new Map([...commands].slice(1)),
  ];
  for (const wanted of changes) {
    expect(await told(wanted)).toBe(1);
    expect(await told(wanted)).toBe(0);
  }
  expect(await told(commands)).toBe(1);
  expect(rig.playground.violations()).toEqual([]);
});
