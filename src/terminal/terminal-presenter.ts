import type { Writable } from 'node:stream';
import { assertNever } from '../core/errors.ts';
import type { DebateEvent, TurnKey } from '../debate/events.ts';
import type { DebatePlan, Member } from '../debate/plan.ts';
import type { TrialEvent } from '../trial/events.ts';
import type { TrialPlan } from '../trial/plan.ts';
import type { TrialPresenter } from '../trial/presenter.ts';
import { describeRejection } from '../trial/rejection-words.ts';
import type { Palette } from './palette.ts';
import { ProgressLine } from './progress-line.ts';
import { resultLines } from './result-lines.ts';

export interface TerminalOptions {
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly palette: Palette;
}

/** Prints a trial as it happens: words as they are written on a terminal, whole turns as plain lines elsewhere. */
export function createTerminalPresenter({ out, palette }: TerminalOptions): TrialPresenter {
  return {
    name: 'terminal',
    lasts: false,
    async present(plan, updates) {
      const screen = new Screen(plan, out, palette);
      const history = [];
      for await (const update of updates) {
        history.push(update);
        if (update.source === 'trial') screen.showTrial(update.event);
        else if (update.arm === 'ensemble') screen.showDebate(update.event);
        else screen.showBaseline(update.event);
        if (update.source === 'trial' && update.event.type === 'trial-end') screen.lines(resultLines(history, palette));
      }
    },
  };
}

/** What is on the screen of one trial: which words of the running turn were printed already. */
class Screen {
  readonly #plan: TrialPlan;
  readonly #out: TerminalOptions['out'];
  readonly #palette: Palette;
  readonly #progress: ProgressLine;
  #printed = '';
  #turnsDone = 0;
  #scores = 0;

  constructor(plan: TrialPlan, out: TerminalOptions['out'], palette: Palette) {
    this.#plan = plan;
    this.#out = out;
    this.#palette = palette;
    this.#progress = new ProgressLine(out);
  }

  lines(lines: readonly string[]): void {
    this.#progress.clear();
    for (const line of lines) this.#out.write(`${line}\n`);
  }

  showTrial(event: TrialEvent): void {
    const { palette } = { palette: this.#palette };
    switch (event.type) {
      case 'trial-start': {
        const { scenario, members } = event.plan.ensemble;
        this.lines(['', palette.bold(scenario.motion), palette.dim(`${members.map(roleOf).join(' · ')}`), '']);
        break;
      }
      case 'judging-start':
        if (event.arm === 'ensemble')
          this.lines([palette.dim('The judge scores both debates without knowing which is which …')]);
        break;
      case 'score-ready':
        this.#scores += 1;
        this.#progress.show(palette.dim(`judging: ${this.#scores} of ${this.#plan.judges.length * 14} scores`));
        break;
      case 'ballot-open': {
        const seconds = Math.round((event.ballot.closesAt - event.ballot.opensAt) / 1000);
        this.lines([
          palette.dim(
            `The ballot is open for ${seconds} s. Scores and arms are sealed: SHA-256 ${event.ballot.seal.commitment}`,
          ),
        ]);
        break;
      }
      case 'vote-cast':
        this.#progress.show(palette.dim('a vote came in'));
        break;
      case 'trial-hidden':
        this.lines([palette.dim(`Taken off view (${event.reason}).`)]);
        break;
      case 'reaction-changed':
      case 'reactions-counted':
      case 'reactions-not-counted':
      case 'reactions-wiped':
      case 'stop-asked':
      case 'ballot-closed':
      case 'trial-end':
        break;
      default:
        assertNever(event);
    }
  }

  showDebate(event: DebateEvent): void {
    const palette = this.#palette;
    const plan = this.#plan.ensemble;
    switch (event.type) {
      case 'debate-start':
      case 'answer-ready':
        break;
      case 'round-start':
        this.lines([palette.heading(event.heading), '']);
        break;
      case 'turn-start':
        this.#printed = '';
        if (event.attempt === 1 && event.turn.round > plan.rounds.length)
          this.lines([palette.heading('The answer'), '']);
        this.#progress.show(palette.dim(`${speakerOf(plan, event.turn).name} is thinking …`));
        break;
      case 'turn-delta':
        if (this.#out.isTTY === true) this.#grow(plan, event.turn, event.text);
        break;
      case 'turn-end':
        if (event.outcome.status === 'valid') {
          this.#turnsDone += 1;
          this.#finish(plan, event.turn, event.text);
        } else {
          this.#progress.clear();
          if (this.#printed !== '') this.#out.write('\n');
          const { name } = speakerOf(plan, event.turn);
          this.lines([
            palette.dim(`(${name}, attempt ${event.attempt}: ${describeRejection(event.outcome.reason)}; not counted)`),
          ]);
        }
        break;
      case 'member-silent':
        this.lines([
          palette.dim(`${speakerOf(plan, event.turn).name} says nothing: ${describeRejection(event.reason)}.`),
          '',
        ]);
        break;
      case 'transcript-digested':
        this.lines([palette.dim(`(the window is short: ${event.turns} earlier turns were read as a digest)`)]);
        break;
      case 'debate-end':
        if (event.status !== 'complete') this.lines([`The debate is ${event.status}: ${event.reasons.join('; ')}`, '']);
        break;
      default:
        assertNever(event);
    }
  }

  /** The baseline's words are shown at the reveal only; here one sees that it goes on. */
  showBaseline(event: DebateEvent): void {
    if (event.type === 'debate-start') {
      this.lines([
        this.#palette.dim(
          `A single model, ${this.#plan.baseline.chair.model}, answers the same question with as many calls …`,
        ),
      ]);
    } else if (event.type === 'turn-start') {
      this.#progress.show(
        this.#palette.dim(`single model: ${speakerOf(this.#plan.baseline, event.turn).name} is writing …`),
      );
    }
  }

  /** Prints the words that are new since the last time. */
  #grow(plan: DebatePlan, turn: TurnKey, text: string): void {
    if (!text.startsWith(this.#printed)) return;
    if (this.#printed === '' && text !== '') {
      this.#progress.clear();
      this.#out.write(`${this.#label(plan, turn)}\n`);
    }
    this.#out.write(text.slice(this.#printed.length));
    this.#printed = text;
  }

  #finish(plan: DebatePlan, turn: TurnKey, text: string): void {
    this.#progress.clear();
    if (this.#printed === '') this.#out.write(`${this.#label(plan, turn)}\n${text}`);
    else if (text.startsWith(this.#printed)) this.#out.write(text.slice(this.#printed.length));
    this.#printed = '';
    this.#out.write('\n\n');
  }

  #label(plan: DebatePlan, turn: TurnKey): string {
    const speaker = speakerOf(plan, turn);
    return `${this.#palette.persona(speaker.name, speaker.persona?.color)} ${this.#palette.dim(stanceOf(speaker))}`.trimEnd();
  }
}

function speakerOf(plan: DebatePlan, turn: TurnKey): Member {
  return plan.members.find(({ seat }) => seat === turn.seat) ?? plan.chair;
}

function roleOf(member: Member): string {
  return `${member.name} ${stanceOf(member)}`.trimEnd();
}

function stanceOf(member: Member): string {
  return member.stance === 'none' ? '' : `(${member.stance})`;
}
