import { describe, expect, it } from 'vitest';
import { letterOf } from '../../src/community/ballot.ts';
import type { ChatRequest } from '../../src/models/port/chat-model.ts';
import { createPalette } from '../../src/terminal/palette.ts';
import { resultLines } from '../../src/terminal/result-lines.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { content } from '../support/content.ts';
import { wordsFor } from '../support/speech.ts';
import { buttonFor, textOf } from './eyes.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5, 'self-consistency': true };

/** Good debaters, and somebody who chooses among drafts. */
const choosing = (choice: string) => ({
  reply: (request: ChatRequest): string =>
    request.shape?.name === 'choice' ? JSON.stringify({ choice, because: 'most say so' }) : wordsFor(request),
});

describe('a debate with self-consistency as a second baseline', () => {
  it('puts the chosen draft on the ballot as a third answer, blind, and shows whose it was at the end', async () => {
    const stage = await Stage.open();
    const ada = await stage.eyes('Ada');
    const { app } = await stage.run({ script: choosing('Draft 2') });
    const trial = trialIn(await ada.start(REQUEST));
    const thread = await threadOf(ada, trial);
    const ballot = await ada.card(thread, 'Which answer is best?');
    const open = ada.messagesIn(thread).map(textOf);
    expect(open.filter((text) => /^Answer [ABC]\n/.test(text))).toHaveLength(3);
    expect(open.join('\n')).not.toMatch(/Draft \d/);
    expect(open.join('\n')).toContain('a judge scores all 3, and you vote on the 3 answers');

    const { plan, ballot: opened } = viewTrial(await app.trials.history(trial));
    const drafts = (opened && letterOf(opened.seal, { arm: 'self-consistency' })) ?? '';
    expect(await ada.press(ballot, buttonFor(ballot, `:answer:${drafts}`))).toContain(`**${drafts} is best**`);
    expect(await ada.press(ballot, buttonFor(ballot, `:guess:${drafts}`))).toContain(drafts);
    stage.clock.skip(HOUR);
    const card = textOf(await ada.card(thread, 'Results (complete)'));
    expect(card).toContain(`Answer ${drafts}: a draft of the single model`);
    expect(card).toContain('0 for the ensemble, 0 for the single model, 1 for the chosen draft, 0 equally good');
    expect(card).toMatch(/Judge: chosen draft: ▰+▱*\n\d/);
    expect(ada.messagesIn(thread).map(textOf).join('\n')).toContain("How the judge scored the single model's drafts");

    await app.trials.finished(trial);
    const history = await app.trials.history(trial);
    const result = resultOf(history);
    expect(result?.baselines.map(({ arm }) => arm)).toEqual(['baseline', 'self-consistency']);
    expect(result?.community?.sealHolds).toBe(true);
    expect(plan?.baselines[1]?.chair.model).toBe(plan?.baselines[0]?.chair.model);
    const lines = resultLines(history, content.reactions, createPalette(1)).map(String).join('\n');
    expect(lines).toMatch(/ensemble\s+single model\s+chosen draft/);
    expect(lines).toContain("The single model's chosen draft (");
    stage.expectClean(ada);
  });

  it('has the ballot without a draft where none was chosen, and says so', async () => {
    const stage = await Stage.open();
    const ada = await stage.eyes('Ada');
    await stage.run({ script: choosing('Draft 99') });
    const thread = await threadOf(ada, trialIn(await ada.start(REQUEST)));
    await ada.card(thread, 'Which answer is better?');
    stage.clock.skip(HOUR);
    const card = textOf(await ada.card(thread, 'Results (incomplete)'));
    expect(card).toContain('Not on the ballot: a draft of the single model');
    expect(card).toContain("none of the single model's drafts was chosen, so none stood on the ballot");
    // Both answers that people could vote on are scored.
    expect(card).toContain('Not enough votes by people to set beside');
    stage.expectClean(ada);
  });
});
