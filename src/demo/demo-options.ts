import { z } from 'zod';
import { scenarioFromQuestion } from '../content/own-question.ts';
import { ChoiceConflictError } from './choice-conflict-error.ts';

const demoOptionsSchema = z.object({
  topic: z.string().optional(),
  scenario: z.string().optional(),
  ensemble: z.string(),
  format: z.string(),
  rounds: z.number().optional(),
  port: z.number(),
  seed: z.number().optional(),
  selfConsistency: z.boolean().default(false),
  membersAnswers: z.boolean().default(false),
  audience: z.number().optional(),
  ballot: z.number().optional(),
  rateLimits: z.boolean().default(false),
  exit: z.boolean().default(false),
});

export interface DemoOptions {
  readonly topic: string | undefined;
  readonly scenario: string | undefined;
  readonly ensemble: string;
  readonly format: string;
  readonly rounds: number | undefined;
  readonly port: number;
  readonly seed: number | undefined;
  readonly selfConsistency: boolean;
  /** Whether each member also writes an answer of its own. */
  readonly membersAnswers: boolean;
  /** How many scripted voters. */
  readonly audience: number;
  readonly ballotSeconds: number;
  readonly rateLimits: 'off' | 'real';
  /** End once the results are out. */
  readonly exit: boolean;
}

/** Long enough that a visitor finds the ballot and reads two answers. */
const BALLOT_SECONDS_WITH_PEOPLE = 120;
/** Nobody is there to read; the scripted voters are quick. */
const BALLOT_SECONDS_WITHOUT = 6;
const AUDIENCE_WITHOUT_PEOPLE = 5;

/**
 * Fills in what depends on whether a person watches.
 * @param terminal whether the output is a terminal
 * @throws ChoiceConflictError when a topic and a scenario are given, QuestionError for a topic that can't be debated
 */
export function parseDemoOptions(options: unknown, terminal: boolean): DemoOptions {
  const given = demoOptionsSchema.parse(options);
  if (given.topic !== undefined && given.scenario !== undefined) throw new ChoiceConflictError();
  // Only to find out now, not when the bot has started, whether it is one.
  if (given.topic !== undefined) scenarioFromQuestion(given.topic);
  const exit = given.exit || !terminal;
  return {
    topic: given.topic,
    scenario: given.scenario,
    ensemble: given.ensemble,
    format: given.format,
    rounds: given.rounds,
    port: given.port,
    seed: given.seed,
    selfConsistency: given.selfConsistency,
    membersAnswers: given.membersAnswers,
    audience: given.audience ?? (terminal ? 0 : AUDIENCE_WITHOUT_PEOPLE),
    ballotSeconds: given.ballot ?? (exit ? BALLOT_SECONDS_WITHOUT : BALLOT_SECONDS_WITH_PEOPLE),
    rateLimits: given.rateLimits ? 'real' : 'off',
    exit,
  };
}
