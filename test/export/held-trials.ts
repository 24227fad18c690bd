import type { Vote } from '../../src/community/ballot.ts';
import { criterionIdSchema } from '../../src/content/schema.ts';
import { sha256 } from '../../src/core/hash.ts';
import { debateIdOf, type TrialId } from '../../src/core/ids.ts';
import { ARMS, type Arm } from '../../src/debate/plan.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import type { TrialRequest } from '../../src/trial/service.ts';
import { type TrialView, viewTrial } from '../../src/trial/view-trial.ts';
import type { StoredEvent } from '../agreement/ballots.ts';
import { aVote } from '../community/a-vote.ts';
import { pressed } from '../support/pressed.ts';
import { promptText, wordsFor } from '../support/speech.ts';
import { Database, type Process, type ProcessOptions, requestOf } from '../trial/processes.ts';

/** Who votes for what, and who rates, in a trial that is held from its plan to its closed ballot. */
export interface Ballots {
  readonly request?: Partial<TrialRequest>;
  /** People; `late` ones joined the server after the ballot had opened, and choose the baseline's answer. */
  readonly votes?: Partial<Record<Arm | 'tie' | 'all-bad' | 'late', number>>;
  /** Programs, all for the ensemble's answer. */
  readonly programs?: number;
  /** People who rate both answers on all criteria, each by one level more than the one before, from 2 on. */
  readonly raters?: number;
  readonly hidden?: boolean;
  /** It is left open. */
  readonly open?: boolean;
}

/** A judge whose scores and choices hang on the words that it reads, and on nothing else. */
export const varied: Script = {
  reply: (request) => (request.shape?.name === 'choice' ? '{"choice": "Draft 2", "because": ""}' : wordsFor(request)),
  choose(prompt, _model, options) {
    const level = Number.parseInt(sha256(promptText({ prompt })).slice(0, 4), 16) % options.length;
    return new Map(options.map((option, place) => [option, place === level ? 0.8 : 0.2 / (options.length - 1)]));
  },
};

/** Holds trials one after the other, as the bot does, on a scripted model. */
export async function holdTrials(ballots: readonly Ballots[], options: ProcessOptions = {}): Promise<Held> {
  const database = await Database.open();
  const process = await database.process({ script: varied, judged: ['debate', 'answer', 'pair'], ...options });
  const trials: TrialId[] = [];
  for (const [place, ballot] of ballots.entries()) trials.push(await hold(process, place, ballot));
  return new Held(database, process, trials);
}

class Held {
  readonly #database: Database;
  readonly #process: Process;
  readonly trials: readonly TrialId[];

  constructor(database: Database, process: Process, trials: readonly TrialId[]) {
    this.#database = database;
    this.#process = process;
    this.trials = trials;
  }

  histories(): Promise<readonly (readonly TrialUpdate[])[]> {
    return Promise.all(this.trials.map((trial) => this.#process.trials.history(trial)));
  }

  async views(): Promise<readonly TrialView[]> {
    return (await this.histories()).map(viewTrial);
  }

  /** All that the bot stored of them. */
  async stored(): Promise<readonly StoredEvent[]> {
    const streams = ['catalog', ...this.trials.flatMap((trial) => [`trial/${trial}`, ...debatesOf(trial)])];
    const stored: StoredEvent[] = [];
    for (const stream of streams) {
      const logged = await this.#database.events.read(stream);
      stored.push(...logged.map(({ seq, event }): StoredEvent => [stream, seq, event]));
    }
    return stored;
  }
}

function debatesOf(trial: TrialId): string[] {
  return ARMS.map((arm) => `debate/${debateIdOf(trial, arm)}`);
}

async function hold({ trials, watcher }: Process, place: number, ballots: Ballots): Promise<TrialId> {
  const opened = watcher.seen.filter(({ event }) => event.type === 'ballot-open').length;
  const request = { ...requestOf('ada'), seed: place, ...ballots.request };
  const { plan } = await trials.start(await trials.plan(request));
  const over = trials.finished(plan.trial);
  // Where there are no two answers, no ballot is opened.
  await Promise.race([watcher.shown('ballot-open', opened + 1), over]);
  const { ballot, end } = viewTrial(await trials.history(plan.trial));
  if (ballot === null || end !== null) return plan.trial;
  const letterOf = (arm: Arm): Vote['choice'] => {
    const letter = ballot.seal.order.find((one) => 'arm' in one && one.arm === arm)?.letter;
    if (letter === undefined) throw new Error(`the ballot has no answer of the ${arm}`);
    return letter;
  };
  const cast = async (count: number, choice: Vote['choice'], more: Partial<Vote>, who: string): Promise<void> => {
    for (const voter of Array.from({ length: count }, (_, one) => `${who} ${choice} ${one}`))
      await trials.vote(plan.trial, pressed(aVote(voter, choice, more)));
  };
  const { votes = {}, programs = 0, raters = 0 } = ballots;
  for (const arm of ARMS.filter((one) => one in votes)) await cast(votes[arm] ?? 0, letterOf(arm), {}, 'person');
  for (const choice of ['tie', 'all-bad'] as const) await cast(votes[choice] ?? 0, choice, {}, 'person');
  await cast(votes.late ?? 0, letterOf('baseline'), { joinedAt: Number.MAX_SAFE_INTEGER }, 'latecomer');
  await cast(programs, letterOf('ensemble'), { scripted: true }, 'program');
  for (let rater = 0; rater < raters; rater += 1) {
    for (const { letter } of ballot.seal.order) {
      for (const criterion of criterionIdSchema.options) {
        const { item: _, choice: __, ...facts } = aVote(`rater ${rater}`);
        const value = Math.min(7, 2 + rater);
        await trials.rate(plan.trial, pressed({ ...facts, letter, criterion, value }));
      }
    }
  }
  if (ballots.hidden === true) await trials.hide(plan.trial, 'moderator', 'because');
  if (ballots.open === true) return plan.trial;
  await trials.closeBallot(plan.trial, 'operator');
  await over;
  return plan.trial;
}
