import path from 'node:path';
import { groupedBy } from '../../core/grouped-by.ts';
import { type CheckedDebate, checkFitness, type TurnFault } from '../../foreign/fitness.ts';
import { type OwnMean, ownVerdicts } from '../../foreign/own-verdicts.ts';
import type { FileOfDebates } from '../../foreign/read-debates.ts';
import { checkDebates } from '../../judge-foreign/check-debates.ts';
import { isWhole } from '../../judge-foreign/count-fitness.ts';
import type { AuditFindings, ConditionRow, PairCounts, RoleRow } from './audit-findings.ts';
import { concludeAudit } from './conclude.ts';
import { ownScoresOf, ownWinnersOf, publishedMeans } from './own-figures.ts';
import { type Conditions, type ForeignTrial, pairUp, placeDebates, topicKey } from './pair-up.ts';
import { cutsIn } from './text-cuts.ts';

/**
 * All that can be said of a data set of others without asking any model.
 * @param read its file
 * @param published means that are published elsewhere, beside those in the file
 */
export function auditFile(
  file: string,
  read: FileOfDebates,
  conditions: Conditions,
  published: readonly OwnMean[],
): AuditFindings {
  const { debates, entries, sha256 } = read;
  const all = debates.map(checkFitness);
  const placed = placeDebates(debates, conditions);
  const armAt = new Map(placed.map(({ checked, arm }) => [checked.debate.place, arm]));
  const own = ownVerdicts(entries);
  const seen = {
    file: path.basename(file),
    sha256,
    checked: checkDebates(read).checked,
    conditions: conditionRows(all),
    roles: roleRows(all),
    pairs: pairCounts(pairUp(placed)),
    scores: ownScoresOf(own.debates),
    winners: ownWinnersOf(own.debates),
    means: publishedMeans([...own.means, ...published], own.debates, (place) => armAt.get(place)),
    cuts: cutsIn(debates),
  };
  return { ...seen, conclusions: concludeAudit(seen) };
}

function conditionRows(all: readonly CheckedDebate[]): ConditionRow[] {
  return [...groupedBy(all, ({ debate }) => debate.condition)].map(([condition, some]) => {
    const fit = some.filter(({ fault }) => fault === undefined);
    return {
      condition,
      debates: some.length,
      turns: some.reduce((sum, { turns, debate }) => sum + turns.length + debate.unreadable, 0),
      valid: some.reduce((sum, { turns }) => sum + turns.filter(({ fault }) => fault === undefined).length, 0),
      fit: fit.length,
      whole: fit.filter(isWhole).length,
      answered: some.filter(({ answer }) => answer !== undefined && answer.fault === undefined).length,
    };
  });
}

function roleRows(all: readonly CheckedDebate[]): RoleRow[] {
  const turns = all.flatMap(({ debate, turns }) =>
    turns.map(({ turn, fault }) => ({ condition: debate.condition, role: turn.role, fault })),
  );
  return [...groupedBy(turns, ({ condition, role }) => JSON.stringify([condition, role])).values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const faults = groupedBy(
      some.flatMap(({ fault }) => fault ?? []),
      (fault) => fault,
    );
    const invalid: Partial<Record<TurnFault, number>> = Object.fromEntries(
      [...faults].map(([fault, of]) => [fault, of.length]),
    );
    const { condition, role } = first;
    const valid = some.filter(({ fault }) => fault === undefined).length;
    return [{ condition, role, turns: some.length, valid, invalid }];
  });
}

function pairCounts(trials: readonly ForeignTrial[]): PairCounts {
  const pairs = trials.flatMap(({ ensemble, baseline, by }) =>
    ensemble === undefined || baseline === undefined ? [] : [{ ensemble, baseline, by }],
  );
  const whole = pairs.filter(({ ensemble, baseline }) => ensemble.whole && baseline.whole);
  return {
    ensemble: trials.filter(({ ensemble }) => ensemble !== undefined).length,
    baseline: trials.filter(({ baseline }) => baseline !== undefined).length,
    pairs: pairs.length,
    told: pairs.filter(({ by }) => by === 'ensemble').length,
    fit: pairs.filter(({ ensemble, baseline }) => ensemble.fit && baseline.fit).length,
    whole: whole.length,
    topics: new Set(whole.map(({ ensemble }) => topicKey(ensemble))).size,
  };
}
