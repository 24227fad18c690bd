import type { AnswerShape } from '../models/port/chat-model.ts';

/** What a chair's words follow; the order of the fields is the order of writing. */
export const ANSWER_SHAPE = {
  name: 'answer',
  schema: {
    type: 'object',
    properties: {
      recommendation: { type: 'string' },
      strongestObjection: { type: 'string' },
      dissent: { type: 'string' },
    },
    required: ['recommendation', 'strongestObjection', 'dissent'],
  },
} as const satisfies AnswerShape;
