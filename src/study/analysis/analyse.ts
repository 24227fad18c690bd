import type { StudyData } from '../data/study-data.ts';
import { caveatsOf } from './caveats.ts';
import { communityOf } from './community.ts';
import { conclusionsOf } from './conclusions.ts';
import { contributionsOf } from './contributions.ts';
import { countsOf } from './counts.ts';
import type { StudyFindings } from './findings.ts';
import { funnelOf } from './funnel.ts';
import { groupsOf } from './groups.ts';
import { headlineOf } from './headline.ts';
import { judgingOf } from './judging.ts';
import { lengthAdjustedOf } from './length-adjusted.ts';
import { measuresOf } from './measures.ts';
import { preferencesOf } from './preferences.ts';
import { readingOf } from './reading.ts';
import { rejectionsOf } from './rejections.ts';
import { scoreTables } from './score-tables.ts';
import { sensitivityOf } from './sensitivity.ts';
import { stancesOf } from './stances.ts';
import { strengthsOf } from './strengths.ts';
import { tokenMatchedOf } from './token-matched.ts';

/**
 * All figures of a study, whole or so far. The same data give the same findings: whatever is drawn is drawn by the plan's seed. What there is not is
 * said with its reason, and never 0.
 * It takes a second or two for 150 debates, and lets the event loop have its turn in between.
 * @throws AbortError
 */
export async function analyse(data: StudyData, signal: AbortSignal): Promise<StudyFindings> {
  const reading = readingOf(data);
  const { plan, planHash } = data.head;
  const headline = headlineOf(reading);
  const figures = {
    counts: countsOf(reading),
    headline,
    scores: await scoreTables(reading, signal),
    groups: groupsOf(reading),
    preferences: preferencesOf(reading),
    community: communityOf(reading),
    contributions: contributionsOf(reading),
    strengths: await strengthsOf(reading, signal),
    lengthAdjusted: lengthAdjustedOf(reading),
    tokenMatched: tokenMatchedOf(reading),
    measures: measuresOf(data),
    funnel: funnelOf(reading),
    rejections: rejectionsOf(data),
    stances: stancesOf(data),
    judging: await judgingOf(reading, signal),
    sensitivity: await sensitivityOf(reading, headline.difference, signal),
  };
  return {
    study: { id: plan.id, title: plan.title, about: plan.about, planHash },
    caveats: caveatsOf(reading, figures),
    conclusions: conclusionsOf(figures),
    ...figures,
  };
}
