import { authorOf } from '../community/author.ts';
import type { AnswerRatings, GroupRatings } from '../community/rating-summary.ts';
import type { Count } from '../community/tally.ts';
import type { Member, Person } from '../debate/plan.ts';
import { rubricHash } from '../judge/rubric-hash.ts';
import type { RevealedDebate, RevealedMember, RevealedTrial } from './revealed.ts';
import { TRIAL_DATA_FORMAT, TRIAL_DATA_VERSION, type TrialData, trialDataSchema } from './trial-data-schema.ts';

type Data<Key extends keyof TrialData> = TrialData[Key];
type Community = NonNullable<Data<'community'>>;

/** A trial as the data that trialDataSchema describes. @param version the program's */
export function trialData({ result, view, startedAt, debates, members }: RevealedTrial, version: string): TrialData {
  const { plan, status, reasons, panel, comparison, filteredComparison } = result;
  // Parsed, so that fields stand in the schema's order, wherever the trial was read from.
  return trialDataSchema.parse({
    format: TRIAL_DATA_FORMAT,
    version: TRIAL_DATA_VERSION,
    writtenBy: { program: 'ensemble-debates', version },
    trial: plan.trial,
    startedAt: isoTime(startedAt),
    seed: plan.seed,
    status,
    reasons: [...reasons],
    engine: plan.engine,
    caution: plan.caution,
    scenario: plan.ensemble.scenario,
    rubric: plan.rubric,
    rubricHash: rubricHash(plan.rubric),
    judges: plan.judges,
    judged: plan.judged,
    debates: debates.map(debateData),
    memberAnswers: members.map(memberAnswerData),
    scores: [...view.judgements],
    pairs: [...view.pairs],
    community: communityData(result, view),
    agreement: {
      preferred: comparison,
      preferredFiltered: filteredComparison,
      judges: panel.agreement,
    },
  } satisfies TrialData);
}

function debateData({ arm, debate, turns, answerMarks, chairMarks }: RevealedDebate): Data<'debates'>[number] {
  const { seed, temperature, ensemble, format, promptHashes, members, chair, rounds } = arm.debate;
  return {
    arm: arm.arm,
    letter: arm.letter ?? null,
    status: debate.end?.status ?? null,
    reasons: debate.end?.reasons ?? [],
    seed,
    temperature,
    ensemble,
    format: format.id,
    promptHashes,
    members: members.map(speakerData),
    chair: speakerData(chair),
    people: debate.people.map(speakerData),
    rounds: rounds.map(({ number, heading }) => ({ number, heading })),
    questions: [...debate.questions],
    turns: turns.map(({ round, speaker, text, at, marks, stance }) => ({
      round,
      seat: speaker.seat,
      text,
      at: isoTime(at),
      marks: [...marks],
      stated:
        stance === undefined
          ? null
          : {
              stance: stance.stance,
              confidence: stance.confidence,
              movedBy: stance.movedBy,
              because: stance.because,
            },
    })),
    silent: debate.silent.map(({ turn, reason }) => ({ ...turn, reason })),
    answer: debate.answer ?? null,
    answerMarks: [...answerMarks],
    chairMarks: [...chairMarks],
  };
}

function memberAnswerData({ own, answer, marks }: RevealedMember): Data<'memberAnswers'>[number] {
  const { member, letter, silent } = own;
  return {
    seat: member.seat,
    letter: letter ?? null,
    silent: silent ?? null,
    answer: answer ?? null,
    marks: [...marks],
  };
}

function speakerData(speaker: Member | Person): Data<'debates'>[number]['chair'] {
  const { seat, name, stance, model } = speaker;
  const persona = speaker.model === null ? null : (speaker.persona?.id ?? null);
  return { seat, name, persona, model, stance };
}

function communityData(
  { community, swing, marks }: RevealedTrial['result'],
  { ballot }: RevealedTrial['view'],
): Community | null {
  if (community === null) return null;
  const { tally, ratings, closing, commitment, nonce, sealHolds } = community;
  return {
    opensAt: isoTime(ballot?.opensAt ?? null),
    closesAt: isoTime(ballot?.closesAt ?? null),
    extended: closing.extension !== null,
    closedByHand: closing.closedBy !== null,
    votes: {
      people: countData(tally.people),
      filtered: countData(tally.filtered),
      leftOut: [...tally.leftOut],
      unwatched: countData(tally.unwatched),
      unsure: countData(tally.unsure),
      scripted: countData(tally.scripted),
    },
    ratings: { answers: ratings.answers.map(ratingsData), leftOut: [...ratings.leftOut] },
    swing: swing === null ? null : { ...swing, leftOut: [...swing.leftOut] },
    reactions: { countedBy: marks.countedBy, wipes: [...marks.wipes] },
    seal: { commitment, nonce, holds: sealHolds },
  };
}

function countData(count: Count): Community['votes']['people'] {
  return { ...count, answers: count.answers.map((answer) => ({ ...authorOf(answer), votes: answer.votes })) };
}

function ratingsData({
  people,
  filtered,
  scripted,
  ...answer
}: AnswerRatings): Community['ratings']['answers'][number] {
  const group = (ratings: GroupRatings): Community['ratings']['answers'][number]['people'] => ({
    ...ratings,
    criteria: [...ratings.criteria],
  });
  return { ...authorOf(answer), people: group(people), filtered: group(filtered), scripted: group(scripted) };
}

/** @param at milliseconds since the epoch */
function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
