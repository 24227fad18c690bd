import type { PositionTime } from '../community/position.ts';
import { ROLE_WORDS } from '../core/acting-role.ts';
import { assertNever } from '../core/errors.ts';
import type { DebateEvent, MemberAnswerEvent, TurnEnd, TurnKey } from '../debate/events.ts';
import type { Arm, DebatePlan, Member } from '../debate/plan.ts';
import { isAnswerTurn, speakerOf, turnCount } from '../debate/turns.ts';
import { extensionOf } from '../trial/ballot-deadline.ts';
import type { TrialEvent } from '../trial/events.ts';
import { describeJudging, describeProgress } from '../trial/judging-progress.ts';
import { MEMBERS_ANSWER } from '../trial/member-answer-words.ts';
import { asksPositions, debateIn, type TrialPlan } from '../trial/plan.ts';
import { describeRejection, describeWaiting } from '../trial/rejection-words.ts';
import { describeVoters } from '../trial/result-words.ts';
import { describeStance } from '../trial/stance-words.ts';
import { askedOf } from '../trial/to-judge.ts';
import { votesOf } from '../trial/voting-words.ts';
import type { Palette } from './palette.ts';
import { plainAnswer } from './plain-answer.ts';
import type { Piece, ScreenPart, TerminalScreen } from './terminal-screen.ts';

/** Without a progress line, the judging is told in so many steps. */
const JUDGING_STEPS = 4;

/** Prints the events of one trial. */
export class TrialPrinter {
  readonly #plan: TrialPlan;
  readonly #place: string;
  readonly #screen: TerminalScreen;
  readonly #part: ScreenPart;
  readonly #palette: Palette;
  readonly #judged = { scores: 0, comparisons: 0 };
  readonly #voters = { people: new Set<string>(), scripted: new Set<string>() };
  readonly #positions = {
    before: { people: new Set<string>(), scripted: new Set<string>() },
    after: { people: new Set<string>(), scripted: new Set<string>() },
  };
  readonly #people = new Map<string, string>();
  #membersAnswer = false;
  #singleTurns = 0;
  #singleWords = 0;

  /** @param place where people vote */
  constructor(plan: TrialPlan, place: string, screen: TerminalScreen) {
    this.#plan = plan;
    this.#place = place;
    this.#screen = screen;
    this.#part = screen.part();
    this.#palette = screen.palette;
  }

  lines(lines: readonly Piece[]): void {
    for (const line of lines) this.#part.line(line);
  }

  close(): void {
    this.#part.close();
  }

  showTrial(event: TrialEvent): void {
    switch (event.type) {
      case 'trial-start': {
        const { seed, ensemble } = event.plan;
        const { scenario, members } = ensemble;
        this.#part.line();
        this.#part.line([scenario.motion, this.#palette.bold]);
        this.#part.line([members.map(roleOf).join(' · '), this.#palette.dim]);
        this.#part.line([`seed ${seed}`, this.#palette.dim]);
        this.#part.line();
        this.#working(() => 'waiting for the models');
        break;
      }
      case 'positions-open': {
        const seconds = Math.round(this.#plan.positionMilliseconds / 1000);
        this.#note(
          `People have ${seconds} s to say where they stand before the first word: at ${this.#place}. They are asked again at the end.`,
        );
        this.#part.status(
          (gone) => `before the debate: ${Math.max(0, seconds - gone)} s left; ${this.#stood('before')}`,
        );
        break;
      }
      case 'position-taken': {
        const { scripted, time, voter } = event.position;
        this.#positions[time][scripted ? 'scripted' : 'people'].add(voter);
        break;
      }
      case 'positions-closed':
        this.#note(`Before the debate ${this.#stood('before')}.`);
        this.#part.line();
        this.#working(() => 'waiting for the models');
        break;
      case 'member-answering':
        this.#memberAnswer(event.step);
        break;
      case 'judging-start':
        if (event.arm === 'ensemble') {
          this.#note(`The judge ${describeJudging(this.#plan)}, without knowing which is which …`);
          this.#judging();
        }
        break;
      case 'score-ready':
        this.#judged.scores += 1;
        this.#judging();
        break;
      case 'pair-judged':
        this.#judged.comparisons += 1;
        this.#judging();
        break;
      case 'ballot-open': {
        const seconds = Math.round((event.ballot.closesAt - event.ballot.opensAt) / 1000);
        this.#note(
          `The ballot is open for ${seconds} s: vote at ${this.#place}. Scores and arms are sealed: SHA-256 ${event.ballot.seal.commitment}`,
        );
        if (asksPositions(this.#plan)) this.#note('People say there again where they stand.');
        this.#part.status((gone) => `ballot: ${Math.max(0, seconds - gone)} s left; ${this.#atTheEnd()}`);
        break;
      }
      case 'ballot-reminded':
        this.#note(`Votes are missing: the ballot has ${votesOf(event)}.`);
        break;
      case 'ballot-extended': {
        const seconds = Math.round(extensionOf(this.#plan) / 1000);
        this.#note(`At its deadline the ballot had ${votesOf(event)}: it stays open for ${seconds} s more.`);
        this.#part.status((gone) => `ballot: ${Math.max(0, seconds - gone)} s left; ${this.#atTheEnd()}`);
        break;
      }
      case 'ballot-close-asked':
        this.#note(`The ballot is closed by ${ROLE_WORDS[event.by]}.`);
        break;
      case 'vote-cast':
        this.#voters[event.vote.scripted ? 'scripted' : 'people'].add(event.vote.voter);
        break;
      case 'ballot-closed':
        this.#part.status(undefined);
        this.#note(`The ballot is closed; ${this.#atTheEnd()}.`);
        break;
      case 'trial-hidden':
        this.#note(`Taken off view (${event.reason}).`);
        break;
      case 'stop-asked':
        this.#note(`The end of this debate was asked for by ${ROLE_WORDS[event.by]}.`);
        break;
      case 'trial-end':
        this.#part.status(undefined);
        break;
      case 'question-asked':
      case 'seat-taken':
      case 'words-given':
      case 'rating-given':
      case 'people-scale-known':
      case 'put-to-vote':
      case 'reaction-changed':
      case 'reactions-wiped':
      case 'reactions-counted':
      case 'reactions-not-counted':
      case 'deleted':
        break;
      default:
        assertNever(event);
    }
  }

  showDebate(event: DebateEvent): void {
    const plan = this.#plan.ensemble;
    switch (event.type) {
      case 'debate-start':
        this.#working(() => `${modelsOf(plan)} gets ready`);
        break;
      case 'round-start':
        this.#part.line([event.heading, this.#palette.heading]);
        this.#part.line();
        break;
      case 'turn-start':
        if (event.attempt === 1 && isAnswerTurn(plan, event.turn)) {
          this.#part.line(['The answer', this.#palette.heading]);
          this.#part.line();
        }
        this.#working(() => `${speakerOf(plan, event.turn).name} is thinking`);
        break;
      case 'turn-waiting': {
        const { name } = speakerOf(plan, event.turn);
        this.#working(() => `${name}: ${describeWaiting(event.waiting)}`);
        break;
      }
      case 'turn-started-over':
        this.#part.drop();
        this.#note(`(${speakerOf(plan, event.turn).name} begins anew, on another server: ${event.reason})`);
        break;
      case 'turn-delta':
        if (event.text === '') this.#part.drop();
        else this.#part.grow(this.#label(plan, event.turn), wordsOf(plan, event.turn, event.text));
        break;
      case 'turn-end':
        this.#endTurn(plan, event);
        break;
      case 'member-silent':
        this.#note(`${speakerOf(plan, event.turn).name} says nothing: ${describeRejection(event.reason)}.`);
        this.#part.line();
        break;
      case 'transcript-digested':
        this.#note(`(the window is short: ${event.turns} earlier turns were read as a digest)`);
        break;
      case 'stance-stated':
        this.#note(`(${speakerOf(plan, event.turn).name} ${describeStance(event)})`);
        break;
      case 'question-put':
        this.#note(`The audience asks: ${event.text}`);
        break;
      case 'person-joined':
        this.#people.set(event.seat, event.name);
        this.#note(`${event.name}, a person, takes a seat.`);
        break;
      case 'person-asked':
        this.#working(() => `${this.#people.get(event.turn.seat) ?? 'a person'} has the word`);
        break;
      case 'person-spoke':
        this.#part.settle([this.#people.get(event.turn.seat) ?? 'a person'], event.text);
        break;
      case 'person-silent':
        this.#note(`${this.#people.get(event.turn.seat) ?? 'A person'} says nothing.`);
        break;
      case 'answer-start':
      case 'answer-ready':
      case 'stance-unstated':
        break;
      case 'debate-end':
        this.#part.status(undefined);
        if (event.status !== 'complete') {
          this.#part.line(`The debate is ${event.status}: ${event.reasons.join('; ')}`);
          this.#part.line();
        }
        break;
      default:
        assertNever(event);
    }
  }

  /** A baseline's words are shown with the results only; here one sees that it goes on. */
  showBaseline(arm: Arm, event: DebateEvent): void {
    const plan = debateIn(this.#plan, arm);
    if (plan === undefined) return;
    const turns = turnCount(plan);
    const drafts = arm === 'self-consistency';
    const who = drafts ? 'drafts' : 'single model';
    switch (event.type) {
      case 'debate-start':
        this.#singleTurns = 0;
        this.#note(
          drafts
            ? `Now ${plan.chair.model} drafts as many answers as the debate had turns, each unseen by the others, and chooses one …`
            : `A single model, ${plan.chair.model}, answers the same question with as many calls; its words are shown with the results …`,
        );
        this.#working(() => `${modelsOf(plan)} gets ready`);
        break;
      case 'turn-start':
        this.#singleWords = 0;
        this.#working(() => `${who}: turn ${this.#singleTurns + 1} of ${turns}${this.#soFar()}`);
        break;
      case 'turn-delta':
        this.#singleWords = event.text.split(/\s+/).length;
        break;
      case 'turn-end':
        if (event.outcome.status === 'rejected') this.#rejected(`${who}, ${speakerOf(plan, event.turn).name}`, event);
        else this.#singleDone(who, turns);
        break;
      case 'member-silent':
        this.#note(
          `The single model says nothing in ${speakerOf(plan, event.turn).name}'s place: ${describeRejection(event.reason)}.`,
        );
        this.#singleDone(who, turns);
        break;
      case 'debate-end':
        this.#part.status(undefined);
        break;
      default:
        break;
    }
  }

  /** A member's own answer is shown with the results only, as it stands on the ballot without a name. */
  #memberAnswer(step: MemberAnswerEvent): void {
    const { name } = speakerOf(this.#plan.ensemble, step.turn);
    switch (step.type) {
      case 'turn-start':
        if (!this.#membersAnswer) this.#note(MEMBERS_ANSWER);
        this.#membersAnswer = true;
        this.#working(() => `${name} writes an answer of its own`);
        break;
      case 'turn-end':
        if (step.outcome.status === 'rejected') this.#rejected(`${name}’s own answer`, step);
        break;
      case 'member-silent':
        this.#note(`${name} has no answer of its own: ${describeRejection(step.reason)}.`);
        break;
      case 'transcript-digested':
        break;
    }
    if (step.type === 'turn-end' || step.type === 'member-silent') this.#part.status(undefined);
  }

  #endTurn(plan: DebatePlan, event: TurnEnd): void {
    this.#part.status(undefined);
    if (event.outcome.status === 'valid') {
      this.#part.settle(this.#label(plan, event.turn), wordsOf(plan, event.turn, event.text));
    } else {
      this.#part.drop();
      this.#rejected(speakerOf(plan, event.turn).name, event);
    }
  }

  #rejected(who: string, { attempt, outcome }: TurnEnd): void {
    if (outcome.status !== 'rejected') return;
    const why = outcome.reason === 'model-failed' ? `: ${outcome.detail}` : '';
    this.#note(`(${who}, attempt ${attempt}: ${describeRejection(outcome.reason)}; not counted${why})`);
  }

  #singleDone(who: string, turns: number): void {
    this.#singleTurns += 1;
    this.#milestone(`${who}: ${this.#singleTurns} of ${turns} turns`);
  }

  #judging(): void {
    const asked = askedOf(this.#plan);
    const all = asked.scores + asked.comparisons;
    const done = this.#judged.scores + this.#judged.comparisons;
    const text = `judging: ${describeProgress(this.#plan, this.#judged)}`;
    const step = Math.ceil(all / JUDGING_STEPS);
    if ((done > 0 && done % step === 0) || done === all) this.#milestone(text);
    if (done < all) this.#working(() => text);
    else this.#part.status(undefined);
  }

  /** Who took part after the debate. */
  #atTheEnd(): string {
    const { people, scripted } = this.#voters;
    const voted = `voted: ${describeVoters(people.size, scripted.size)}`;
    return asksPositions(this.#plan) ? `${voted}; ${this.#stood('after')}` : voted;
  }

  #stood(time: PositionTime): string {
    const { people, scripted } = this.#positions[time];
    return `said where they stand: ${describeVoters(people.size, scripted.size)}`;
  }

  #soFar(): string {
    return this.#singleWords === 0 ? '' : `, ${this.#singleWords} ${this.#singleWords === 1 ? 'word' : 'words'}`;
  }

  /** Something that lasts: with the time it took so far on the progress line. */
  #working(what: () => string): void {
    this.#part.status((seconds) => `${what()} …${seconds === 0 ? '' : ` ${seconds} s`}`);
  }

  /** Said as a line where there is no progress line. */
  #milestone(text: string): void {
    if (!this.#screen.overwrite) this.#note(text);
  }

  #note(text: string): void {
    this.#part.line([text, this.#palette.dim]);
  }

  #label(plan: DebatePlan, turn: TurnKey): Piece[] {
    const { name, persona, stance } = speakerOf(plan, turn);
    const label: Piece[] = [[name, this.#palette.persona(persona?.color)]];
    if (stance !== 'none') label.push(' ', [`(${stance})`, this.#palette.dim]);
    return label;
  }
}

function wordsOf(plan: DebatePlan, turn: TurnKey, text: string): string {
  return isAnswerTurn(plan, turn) ? plainAnswer(text) : text;
}

function modelsOf({ members, chair }: DebatePlan): string {
  return [...new Set([...members, chair].map(({ model }) => model))].join(', ');
}

function roleOf({ name, stance }: Member): string {
  return stance === 'none' ? name : `${name} (${stance})`;
}
