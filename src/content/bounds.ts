/** How short and how long a question to be debated is, in characters. */
export const QUESTION_LENGTH = { fewest: 10, most: 300 } as const;

/** Windows of models and patience of people hold no more. */
export const MOST_ROUNDS = 8;

/** What an ensemble lets a thinking model think, at least, in tokens: less is no thought. */
export const LEAST_THINKING = 256;
