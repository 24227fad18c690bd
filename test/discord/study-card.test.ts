import type { APIEmbed } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { fitEmbeds } from '../../src/discord/cards/fit-embeds.ts';
import { studyCard } from '../../src/discord/studies/study-card.ts';
import type { StudyFindings } from '../../src/study/analysis/findings.ts';
import type { StudyData } from '../../src/study/data/study-data.ts';
import { findingsIn } from '../study/analysis/findings-of.ts';
import { type MadeOptions, makeStudy } from '../study/made-study.ts';
import { withVerdicts, withVote } from '../study/made-votes.ts';
import { embeds } from '../support/discord-rules/embeds.ts';
import { Report } from '../support/discord-rules/report.ts';

const small: Partial<MadeOptions> = { scenarios: 7, ensembles: 2, judged: ['debate', 'pair'], incomplete: 0, gaps: 0 };
const votes = () => ({ ensemble: 6, baseline: 2, 'self-consistency': 4 });

async function cardOf(data: StudyData, change = (findings: StudyFindings) => findings): Promise<APIEmbed> {
  const [card] = fitEmbeds([studyCard(change(await findingsIn(data)))]);
  const report = new Report('study');
  embeds(report, [card]);
  expect(report.faults).toEqual([]);
  return card ?? expect.fail();
}

function fieldOf({ fields = [] }: APIEmbed, name: string): string {
  return fields.find((field) => field.name === name)?.value ?? expect.fail();
}

describe('a study’s card', () => {
  it('has people’s share and the judges’ on the same pairs', async () => {
    const voted = withVote(makeStudy(small), { closed: 7, votes, leftOut: { baseline: 50 } });
    const card = await cardOf(withVerdicts(voted, () => 'other'));
    expect(fieldOf(card, 'People').replaceAll('\u00a0', ' ').split('\n')).toEqual([
      'Ensemble against single model, on the 7 pairs that people voted on: share of the ensemble’s answer',
      expect.stringMatching(/^\*\*People\*\*: 75% \(\d+% to \d+%, n = 7\): ensemble preferred$/),
      expect.stringMatching(/^\*\*The judges\*\*: 0% \(0\.0% to 35%, n = 7\): single model preferred$/),
    ]);
  });

  it('has none of it where nobody voted', async () => {
    const { fields = [] } = await cardOf(makeStudy(small));
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.map(({ name }) => name)).not.toContain('People');
  });

  it('says what is left out and that the study is not whole, and not that it still runs', async () => {
    const card = await cardOf(withVote(makeStudy(small), { closed: 7, votes, open: 3 }));
    expect(card.title).toBe('Study: A made-up study (not whole yet)');
    expect(card.description).toContain('3 of 14 trials are left out of all figures');
    expect(card.description).not.toContain('The study is not finished');
  });

  it('fits into a message with all three arms, however much has to be known first, and people are still on it', async () => {
    const three = makeStudy({ ...small, scenarios: 5, arms: ['ensemble', 'baseline', 'self-consistency'] });
    const card = await cardOf(withVote(three, { closed: 8, votes, open: 1 }), (findings) => ({
      ...findings,
      study: { ...findings.study, title: '@everyone '.repeat(60) },
      caveats: (['grave', 'caution'] as const).flatMap((weight) =>
        Array.from({ length: 12 }, () => ({ id: 'unscored' as const, weight, words: '[a](b) <@1> '.repeat(40) })),
      ),
    }));
    expect(fieldOf(card, 'People').match(/\*\*The judges\*\*/g)).toHaveLength(2);
    expect(card.fields?.map(({ name }) => name)).not.toContain('And');
  });
});
