import { z } from 'zod';
import type { AnswerShape } from '../models/port/chat-model.ts';
import type { HeardTurn, Written } from './hear-turn.ts';
import { jsonInText } from './json-in-text.ts';
import { splitThinking } from './split-thinking.ts';
import { labelOf } from './turn-prompt.ts';
import type { Finding } from './validity/finding.ts';
import type { SpokenTurn } from './view.ts';

const writtenSchema = z.object({ choice: z.string() });

/** What a chair that chooses among drafts writes. @param drafts at least one */
export function draftChoiceShape(drafts: readonly SpokenTurn[]): AnswerShape {
  return {
    name: 'choice',
    schema: {
      type: 'object',
      properties: {
        choice: { type: 'string', enum: drafts.map(({ speaker }) => speaker.name) },
        because: { type: 'string' },
      },
      required: ['choice', 'because'],
    },
  };
}

/** A chair's choice as its turn: the words of the draft that it names, exactly as they were written. */
export function hearDraftChoice({ raw, thinking, finishReason }: Written, drafts: readonly SpokenTurn[]): HeardTurn {
  const split = splitThinking(raw);
  const allThinking = [thinking, split.thinking].filter((text) => text !== '').join('\n\n');
  const name = jsonInText(split.text, writtenSchema)?.choice;
  const chosen = drafts.find(({ speaker }) => [speaker.name, labelOf(speaker)].includes(name ?? ''));
  if (chosen !== undefined) return { spoken: split.text, said: chosen.text, thinking: allThinking, finding: undefined };
  const finding: Finding =
    finishReason === 'length'
      ? { reason: 'cut-by-length', detail: 'its choice was cut off' }
      : { reason: 'empty', detail: 'it names none of the drafts' };
  return { spoken: split.text, said: '', thinking: allThinking, finding };
}
