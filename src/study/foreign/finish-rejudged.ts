import { familyOf, UNKNOWN_FAMILY } from '../../content/family.ts';
import { Prompts } from '../../content/prompts.ts';
import type { Content } from '../../content/schema.ts';
import { systemClock } from '../../core/clock.ts';
import { canonicalHash } from '../../core/hash.ts';
import type { FileOfDebates } from '../../foreign/read-debates.ts';
import type { JudgeSeat } from '../../judge/panel.ts';
import type { JudgedRecord } from '../../judge-foreign/records.ts';
import type { NamedJudge } from '../../judge-foreign/seat-judges.ts';
import type { ModelHost } from '../../models/port/chat-model.ts';
import { smallCaution } from '../../models/port/small-caution.ts';
import { modelsIn } from '../data/everybody-in.ts';
import type { Origin } from '../data/origin.ts';
import type { StudyData, StudyHead } from '../data/study-data.ts';
import type { StudyFolder } from '../data/study-folder.ts';
import { publish } from '../finish-study.ts';
import type { RejudgePlan } from '../plan/rejudge-plan.ts';
import { describeSitting } from '../sitting.ts';
import { type ForeignStudy, tablesOf } from './foreign-study.ts';
import type { Conditions } from './pair-up.ts';
import { unknownOf } from './unknown-of.ts';

/** Debates of others that are judged, with all that was used. */
export interface Rejudged {
  readonly origin: Pick<Origin, 'file' | 'sha256'>;
  readonly read: FileOfDebates;
  readonly conditions: Conditions;
  readonly study: ForeignStudy;
  readonly plan: RejudgePlan;
  readonly records: readonly JudgedRecord[];
  readonly judges: readonly NamedJudge[];
  /** The same, with what is known of their audits. */
  readonly seats: readonly JudgeSeat[];
  readonly content: Content;
  readonly host: ModelHost;
}

/**
 * Publishes debates of others and what judges said of them as a study.
 * @returns names of the files
 * @throws StudyUnwritableError, AbortError
 */
export async function finishRejudged(
  rejudged: Rejudged,
  folder: StudyFolder,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { study, records, content, host } = rejudged;
  const head = headOf(rejudged);
  const data: StudyData = { head, debates: study.debates, ...tablesOf(study, records) };
  const sitting = await describeSitting(host, signal);
  return publish(
    folder,
    data,
    {
      layoutHash: canonicalHash(study.debates.map(({ debate, trial }) => [debate, trial])),
      promptHashes: new Prompts(content.templates).hashes(),
      trials: [...study.trials],
      order: [],
      sittings: [{ began: new Date(systemClock.now()).toISOString(), ...sitting }],
      runsFailed: 0,
    },
    signal,
  );
}

function headOf({ origin, read, conditions, study, plan, judges, seats, content, host }: Rejudged): StudyHead {
  const { debates, names, pairs, leftOut } = study;
  const judging = judges.map(({ info }) => info);
  const others = [...new Set(debates.flatMap(modelsIn))].filter((name) => judging.every((one) => one.name !== name));
  return {
    plan,
    planHash: canonicalHash(plan),
    names,
    rubric: content.rubric,
    judges: [...seats],
    models: [
      ...judging.map(({ name, family, bytes, digest, contextTokens }) => ({
        name,
        family: familyOf(name, family, content.families),
        bytes: bytes ?? null,
        digest: digest ?? null,
        contextTokens,
      })),
      ...others.map((name) => ({
        name,
        family: familyOf(name, UNKNOWN_FAMILY, content.families),
        bytes: null,
        digest: null,
        contextTokens: null,
      })),
    ],
    engine: host.label,
    caution: smallCaution(judging),
    debatesPlanned: debates.length,
    origin: {
      ...origin,
      debates: read.debates.length,
      leftOut,
      conditions: { ensemble: conditions.ensemble, baseline: conditions.baseline },
      pairs,
      unknown: unknownOf(read.debates, debates),
    },
  };
}
