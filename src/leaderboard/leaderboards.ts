import { type Leaderboard, leaderboardOf } from '../community/leaderboard/boards.ts';
import type { TrialId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { OneByOne } from '../core/one-by-one.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import type { EventLog } from '../store/event-log.ts';
import { boardBallotOf, type TrialBoardBallot } from '../trial/board-ballot-of.ts';
import { PastTrials } from '../trial/past-trials.ts';

/** By it intervals are drawn where nobody names another one. */
export const USUAL_SEED = 1;

/** A leaderboard with what stands beside it. */
export interface BoardReport extends Leaderboard {
  readonly seed: number;
  /** The Discord server whose it is; null: of all. */
  readonly guildId: string | null;
  /** Trials that are left out, since something of them can't be read. */
  readonly unreadable: readonly TrialId[];
  /** Whoever compared answers, each model as it sat last. */
  readonly seats: readonly JudgeSeat[];
  /** What is said wherever words of the models are shown, each once. */
  readonly cautions: readonly string[];
}

/** Whose ballots count, and how intervals are drawn. */
export interface BoardRequest {
  /** Those that were held on this Discord server; absent: all of the database. */
  readonly guildId?: string;
  readonly seed: number;
}

/** The leaderboards of a database. What was worked out stands until another ballot closes. */
export class Leaderboards {
  readonly #trials: PastTrials<TrialBoardBallot>;
  /** By request, with the ballots that it came of. */
  readonly #known = new Map<string, { readonly ballots: string; readonly report: BoardReport }>();
  readonly #working = new OneByOne<string>();

  constructor(events: EventLog, log: Log) {
    this.#trials = new PastTrials(events, log, boardBallotOf);
  }

  /** Whoever asks for the same while it is worked out waits for it. @throws StoreFailedError, AbortError */
  read(request: BoardRequest, signal: AbortSignal): Promise<BoardReport> {
    const key = JSON.stringify([request.guildId ?? null, request.seed]);
    return this.#working.run(key, async () => {
      const { ballots, unreadable } = await this.#trials.read(signal, request.guildId);
      const came = JSON.stringify([ballots.map(({ ballot }) => ballot), unreadable]);
      const known = this.#known.get(key);
      if (known?.ballots === came) return known.report;
      const report: BoardReport = {
        ...(await leaderboardOf(ballots, request.seed, signal)),
        seed: request.seed,
        guildId: request.guildId ?? null,
        unreadable,
        seats: seatsIn(ballots),
        cautions: [...new Set(ballots.flatMap(({ caution }) => (caution === '' ? [] : [caution])))],
      };
      this.#known.set(key, { ballots: came, report });
      return report;
    });
  }
}

function seatsIn(ballots: readonly TrialBoardBallot[]): JudgeSeat[] {
  const seats = ballots.flatMap(({ judges, own, seats }) =>
    [judges.meetings, own?.models.judges, own?.personas.judges].some((met = []) => met.length > 0) ? seats : [],
  );
  return [...new Map(seats.map((seat) => [seat.model, seat])).values()];
}
