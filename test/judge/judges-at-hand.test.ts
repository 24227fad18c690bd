import { describe, expect, it } from 'vitest';
import { choosePanel } from '../../src/judge/panel.ts';
import { scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content } from '../support/content.ts';

const qwen = scriptedModelInfo('qwen2.5:1b', 'qwen2');
const phi = scriptedModelInfo('phi4-mini:3.8b', 'phi3');
const qwenToo = scriptedModelInfo('qwen2.5:7b', 'qwen2');
const mistral = scriptedModelInfo('mistral:7b', 'llama');
const gemma = scriptedModelInfo('gemma2:9b', 'gemma2');
const nobody = scriptedModelInfo('my-own-model', 'llama');
type Models = Parameters<typeof choosePanel>[1]['models'];
const others = (models: Models, debating: Models): string[] =>
  choosePanel([{ pick: 'others' }], { models, debating, families: content.families, host: 'here' }).map(
    ({ model }) => model,
  );

describe('judges that are the others at hand', () => {
  it('are two of different families that do not debate', () => {
    expect(others([qwen, qwenToo, mistral, gemma], [qwen])).toEqual(['mistral:7b', 'gemma2:9b']);
  });

  it('are the next larger than the debaters before those that are smaller', () => {
    expect(others([qwen, phi, mistral, gemma], [mistral])).toEqual(['gemma2:9b', 'phi4-mini:3.8b']);
  });

  it('are one where one other family is at hand: a debater’s own adds nothing to it', () => {
    expect(others([qwen, qwenToo, gemma], [qwen, qwenToo])).toEqual(['gemma2:9b']);
  });

  it('are two of the debaters’ families where all debate', () => {
    expect(others([qwen, phi, mistral], [qwen, phi, mistral])).toEqual(['mistral:7b', 'phi4-mini:3.8b']);
  });

  it('are another model than the debaters’ where there is but their family', () => {
    expect(others([qwen, qwenToo], [qwen])).toEqual(['qwen2.5:7b']);
  });

  it('are not those whose family is unknown, unless there is no other', () => {
    expect(others([qwen, nobody, gemma], [qwen])).toEqual(['gemma2:9b']);
    expect(others([nobody], [nobody])).toEqual(['my-own-model']);
  });
});

it('a judge by name stands before the others', () => {
  const models = [qwen, mistral, gemma];
  const judges = choosePanel([{ name: 'gemma2:9b' }, { pick: 'others' }], {
    models,
    debating: [qwen],
    families: content.families,
    host: 'here',
  });
  expect(judges.map(({ model }) => model)).toEqual(['gemma2:9b', 'mistral:7b']);
});
