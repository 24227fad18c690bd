/** The JSON schema that a chair's words follow, for models' servers; the order of the fields is the order of writing. */
export const ANSWER_JSON_SCHEMA = {
  type: 'object',
  properties: {
    recommendation: { type: 'string' },
    strongestObjection: { type: 'string' },
    dissent: { type: 'string' },
  },
  required: ['recommendation', 'strongestObjection', 'dissent'],
} as const;
