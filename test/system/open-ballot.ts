import type { APIMessage } from 'discord-api-types/v10';
import type { TrialId } from '../../src/core/ids.ts';
import { Watcher } from '../trial/processes.ts';
import type { Eyes } from './eyes.ts';
import { type Run, type RunOptions, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };

export interface OpenBallot {
  readonly stage: Stage;
  readonly run: Run;
  /** Sees what is stored. */
  readonly watcher: Watcher;
  readonly eyes: Eyes;
  readonly others: readonly Eyes[];
  readonly trial: TrialId;
  readonly thread: string;
  readonly ballot: APIMessage;
  /** The members' messages, in order. */
  readonly turns: readonly APIMessage[];
  /** The answers' messages, A first. */
  readonly answers: readonly APIMessage[];
}

/** A debate that Ada has started and that has come to its ballot. @param names of people who were on the server before */
export async function openBallot(options: RunOptions = {}, ...names: readonly string[]): Promise<OpenBallot> {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const others = await Promise.all(names.map((name) => stage.eyes(name)));
  const run = await stage.run(options);
  const watcher = new Watcher();
  run.app.trials.addPresenter(watcher);
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  const ballot = await eyes.card(thread, 'Which answer is better?');
  const turns = eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
  const answers = eyes.messagesIn(thread).filter(({ embeds }) => embeds[0]?.title?.startsWith('Answer ') === true);
  return { stage, run, watcher, eyes, trial, thread, ballot, turns, answers, others };
}
