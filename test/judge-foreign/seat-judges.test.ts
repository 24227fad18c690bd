import { expect, it } from 'vitest';
import type { ForeignDebate } from '../../src/foreign/foreign-debate.ts';
import { seatJudges } from '../../src/judge-foreign/seat-judges.ts';
import { scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content } from '../support/content.ts';
import { NOTHING } from './desk.ts';

const [judge] = seatJudges([{ ...scriptedModelInfo('mistral:7b'), family: 'mistral' }], content.families);

function debateOf(...spoken: readonly (readonly [role: string, model: string | null])[]): ForeignDebate {
  return {
    ...NOTHING,
    turns: spoken.map(([role, model], place) => ({
      place: `turn ${place + 1}`,
      role,
      model,
      text: 'Yes.',
      round: null,
      finishReason: null,
    })),
  };
}

it.each<[string, ForeignDebate, boolean]>([
  ['a side is of its family', debateOf(['pro', 'mistral:7b'], ['con', 'qwen3:8b']), true],
  ['a side’s model is not named', debateOf(['pro', 'qwen3:8b'], ['con', null]), true],
  ['nobody argues', debateOf(['moderator', 'qwen3:8b']), true],
  ['the chair is of its family', debateOf(['pro', 'qwen3:8b'], ['con', 'llama3:8b'], ['chair', 'mistral:7b']), true],
  ['all sides are of others', debateOf(['pro', 'qwen3:8b'], ['con', 'llama3:8b']), false],
  ['only a judge, whose words are not read, is of it', debateOf(['pro', 'qwen3:8b'], ['judge', 'mistral:7b']), false],
  ['somebody unnamed only moderates', debateOf(['pro', 'qwen3:8b'], ['moderator', null]), false],
])('a judge may judge its own family where %s', (_, debate, own) => {
  expect(judge?.judgesOwnFamily(debate)).toBe(own);
});
