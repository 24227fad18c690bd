/**
 * The templates that the program itself fills, each with the values that it has for them: every placeholder of the file must be one of
 * these, and each of these must stand in the file. What a format's rounds name is a task, and gets `words`, and `target` in a round in
 * which somebody is addressed.
 */
export const TEMPLATE_VALUES = {
  rules: ['motion', 'background', 'roster'],
  background: ['background'],
  'no-background': [],
  transcript: ['turns'],
  'transcript-empty': [],
  'transcript-turn': ['speaker', 'round', 'text'],
  'transcript-question': ['round', 'text'],
  'transcript-digest': ['lines'],
  'transcript-digest-line': ['speaker', 'round', 'text'],
  'speaker-plain': ['name'],
  'speaker-brief': ['name', 'value'],
  'speaker-persona': ['name', 'expertise', 'values', 'manner'],
  'stance-for': ['motion'],
  'stance-against': ['motion'],
  'stance-none': ['motion'],
  'stance-advocate': ['motion'],
  'task-audience': [],
  'member-answer': ['words'],
  'stance-ask': ['motion'],
  'judge-rules': [],
  'judge-debate': ['motion', 'attend', 'turns', 'answer'],
  'judge-answer-alone': ['motion', 'attend', 'answer'],
  'judge-no-hints': [],
  'judge-turn': ['speaker', 'heading', 'text'],
  'judge-answer': ['recommendation', 'objection', 'dissent'],
  'judge-plain-answer': ['answer'],
  'judge-no-dissent': [],
  'judge-no-answer': [],
  'judge-whole-debate': [],
  'judge-whole-answer': [],
  'judge-contribution': ['speaker'],
  'judge-task': ['object'],
  'judge-criterion': ['name', 'levels'],
  'judge-level': ['score', 'level'],
  'judge-score-start': [],
  'judge-reason-start': ['score'],
  'judge-score': ['score'],
  'judge-ask-reason': [],
  'judge-ask-reason-only': [],
  'judge-pair': ['motion', 'attend', 'first', 'second', 'kind', 'questions'],
  'judge-pair-debate': [],
  'judge-pair-answer': [],
  'judge-pair-question': ['name', 'question'],
  'judge-pair-start': [],
  'judge-pair-rules': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type TemplateName = keyof typeof TEMPLATE_VALUES;

/** What a task gets: how many words to write; where somebody is addressed also whom. */
export const TASK_VALUES: readonly string[] = ['words'];
export const ADDRESSED_TASK_VALUES: readonly string[] = ['words', 'target'];

/** Values that hold what models wrote: they stand between fences. */
export const FENCED_VALUES: ReadonlySet<string> = new Set(['text', 'recommendation', 'objection', 'dissent']);

export const PLACEHOLDER = /\{\{([a-zA-Z]+)\}\}/g;
