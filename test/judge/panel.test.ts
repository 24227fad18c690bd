import { describe, expect, it } from 'vitest';
import { seatPanel } from '../../src/judge/panel.ts';
import { scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content } from '../support/content.ts';

const mistral = scriptedModelInfo('mistral:7b', 'llama');
const qwen = scriptedModelInfo('qwen2.5:7b', 'qwen2');
const qwenToo = scriptedModelInfo('deepseek-r1:7b', 'qwen2');
const gemma = scriptedModelInfo('gemma2:9b', 'gemma2');
const nobody = scriptedModelInfo('my-own-model', 'llama');
const seat = (...[judges, debating]: [Parameters<typeof seatPanel>[0], readonly string[]]) =>
  seatPanel(judges, debating, content.families).map(({ judge, model, sameFamily }) => [judge, model, sameFamily]);

describe('a panel', () => {
  it('leaves out judges whose family debates, when others are at hand', () => {
    expect(seat([qwen, mistral, qwenToo, gemma], ['qwen'])).toEqual([
      ['judge-1', 'mistral:7b', false],
      ['judge-2', 'gemma2:9b', false],
    ]);
  });

  it('says so when it has none but the debaters’ own family', () => {
    expect(seat([qwenToo, qwen], ['qwen', 'llama'])).toEqual([
      ['judge-1', 'deepseek-r1:7b', true],
      ['judge-2', 'qwen2.5:7b', true],
    ]);
  });

  it('takes an unknown family for the same family, on either side', () => {
    expect(seat([nobody, gemma], ['qwen'])).toEqual([['judge-1', 'gemma2:9b', false]]);
    expect(seat([gemma], ['qwen', 'unknown'])).toEqual([['judge-1', 'gemma2:9b', true]]);
  });

  it('seats a model once', () => {
    expect(seat([gemma, gemma, gemma], ['qwen'])).toEqual([['judge-1', 'gemma2:9b', false]]);
  });

  it('has one judge of each family where there are several', () => {
    expect(seat([qwen, qwenToo, gemma], ['mistral'])).toEqual([
      ['judge-1', 'qwen2.5:7b', false],
      ['judge-2', 'gemma2:9b', false],
    ]);
  });

  it('has all models of a family where there is no other, and all whose family is unknown', () => {
    expect(seat([qwen, qwenToo], ['mistral']).map(([, model]) => model)).toEqual(['qwen2.5:7b', 'deepseek-r1:7b']);
    expect(seat([gemma, nobody], ['unknown']).map(([, model]) => model)).toEqual(['gemma2:9b', 'my-own-model']);
  });
});
