/** What the bot does in the background for hours. */
export type JobName = 'audit' | 'study';

/** For people, and the log. */
export const JOB_WORDS: Readonly<Record<JobName, string>> = { audit: 'an audit', study: 'a study' };
