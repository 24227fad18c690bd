import type { APIApplicationCommand } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { BasicOption } from '../../src/playground/page/commands/argument.ts';
import { checkArgument, fixedChoices, matchingChoices } from '../../src/playground/page/commands/argument.ts';
import { commandLeaves, matchingLeaves, nestOptions } from '../../src/playground/page/commands/command-leaf.ts';

const COMMANDS: readonly APIApplicationCommand[] = [
  {
    id: '1',
    application_id: '9',
    version: '1',
    type: 1,
    name: 'debate',
    description: 'Debates',
    default_member_permissions: null,
    options: [
      {
        type: 1,
        name: 'start',
        description: 'Start one',
        options: [
          { type: 4, name: 'seed', description: 'Seed' },
          { type: 3, name: 'scenario', description: 'Motion', required: true, autocomplete: true },
        ],
      },
      { type: 1, name: 'status', description: 'What runs' },
      {
        type: 2,
        name: 'admin',
        description: 'For hosts',
        options: [{ type: 1, name: 'hide', description: 'Hide one' }],
      },
    ],
  },
  {
    id: '2',
    application_id: '9',
    version: '1',
    type: 1,
    name: 'ask',
    description: 'Ask',
    default_member_permissions: null,
  },
];
const leaves = commandLeaves(COMMANDS);
const typed = (text: string) => ({ text, chosen: null });

describe('the commands that / offers', () => {
  it('are those that can be sent, with required options first', () => {
    expect(leaves.map(({ title }) => title)).toEqual(['/ask', '/debate admin hide', '/debate start', '/debate status']);
    expect(leaves[2]?.options.map(({ name }) => name)).toEqual(['scenario', 'seed']);
  });

  it('are found by any part of their words, the likeliest first', () => {
    const found = (text: string) => matchingLeaves(leaves, text).map(({ title }) => title);
    expect(found('/')).toHaveLength(4);
    expect(found('/debate st')).toEqual(['/debate start', '/debate status']);
    expect(found('/hide')).toEqual(['/debate admin hide']);
    expect(found('/nothing')).toEqual([]);
  });

  it('send their arguments under their subcommands', () => {
    const hide = leaves.find(({ title }) => title === '/debate admin hide') ?? expect.fail('no leaf');
    expect(nestOptions(hide, [{ type: 5, name: 'sure', value: true }])).toEqual([
      {
        type: 2,
        name: 'admin',
        options: [{ type: 1, name: 'hide', options: [{ type: 5, name: 'sure', value: true }] }],
      },
    ]);
  });
});

describe('an argument', () => {
  const seed: BasicOption = { type: 4, name: 'seed', description: '', min_value: 0, max_value: 9 };
  const quiet: BasicOption = { type: 5, name: 'quiet', description: '' };
  const reason: BasicOption = { type: 3, name: 'reason', description: '', required: true, max_length: 5 };
  const check = (option: BasicOption, text: string) =>
    checkArgument(
      option,
      typed(text),
      fixedChoices(option, () => []),
    );

  it.each<[BasicOption, string, string | number | boolean]>([
    [seed, '7', 7],
    [quiet, 'true', true],
    [reason, ' why ', 'why'],
  ])('is sent with the type of its option (%#)', (option, text, value) => {
    expect(check(option, text)).toEqual({ kind: 'value', value });
  });

  it.each<[BasicOption, string]>([
    [seed, '1.5'],
    [seed, '10'],
    [seed, 'many'],
    [quiet, 'perhaps'],
    [reason, ''],
    [reason, 'too long'],
  ])('is refused where its option does not allow it (%#)', (option, text) => {
    expect(check(option, text).kind).toBe('wrong');
  });

  it('may be left out where it is optional', () => {
    expect(check(seed, '  ')).toEqual({ kind: 'absent' });
  });

  it("is the choice's value, whatever its name says", () => {
    const chosen = { name: 'The Civic Table', value: 'civic' };
    expect(checkArgument(reason, { text: chosen.name, chosen }, null)).toEqual({ kind: 'value', value: 'civic' });
    expect(matchingChoices([chosen, { name: 'Other', value: 'o' }], typed('civ'))).toEqual([chosen]);
  });
});
