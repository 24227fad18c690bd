import { describe, expect, it } from 'vitest';
import { QuestionError } from '../../src/content/question-error.ts';
import { RoundsError } from '../../src/content/rounds-error.ts';
import { checkChoices } from '../../src/demo/check-choices.ts';
import { ChoiceConflictError } from '../../src/demo/choice-conflict-error.ts';
import { parseDemoOptions } from '../../src/demo/demo-options.ts';
import { UnknownChoiceError } from '../../src/trial/unknown-choice-error.ts';
import { content } from '../support/content.ts';

const USUAL = { ensemble: 'pocket', format: 'proponent-opponent', port: 4820 };
const failure = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('the options of the demo', () => {
  it('leave time to vote where people watch; without them scripted voters vote, and it ends by itself', () => {
    expect(parseDemoOptions(USUAL, true)).toMatchObject({ audience: 0, ballotSeconds: 120, exit: false });
    expect(parseDemoOptions({ ...USUAL, exit: true }, true)).toMatchObject({
      audience: 0,
      ballotSeconds: 6,
      exit: true,
    });
    expect(parseDemoOptions(USUAL, false)).toMatchObject({ audience: 5, ballotSeconds: 6, exit: true });
    const given = { ...USUAL, audience: 0, ballot: 30, rateLimits: true, seed: 9, rounds: 2, port: 0 };
    expect(parseDemoOptions(given, false)).toMatchObject({
      audience: 0,
      ballotSeconds: 30,
      rateLimits: 'real',
      seed: 9,
      rounds: 2,
      port: 0,
    });
  });

  it('take a topic or a scenario, and no topic that can’t be debated', () => {
    const both = { ...USUAL, topic: 'Should cities ban cars?', scenario: 'ai-tutors' };
    expect(failure(() => parseDemoOptions(both, true))).toBeInstanceOf(ChoiceConflictError);
    expect(failure(() => parseDemoOptions({ ...USUAL, topic: 'Cars?' }, true))).toBeInstanceOf(QuestionError);
  });

  it.each([
    ['scenario', content.scenarios],
    ['ensemble', content.ensembles],
    ['format', content.formats],
  ] as const)('name what there is when a %s is unknown', (name, known) => {
    const error = failure(() => checkChoices(parseDemoOptions({ ...USUAL, [name]: 'nope' }, true), content));
    expect(error).toBeInstanceOf(UnknownChoiceError);
    expect(error).toHaveProperty('message', `There is no ${name} "nope".`);
    expect(error).toHaveProperty('advice', `Choose one of: ${[...known.keys()].join(', ')}.`);
  });

  it('say how many rounds a format can be held in', () => {
    const options = parseDemoOptions({ ...USUAL, format: 'round-table', rounds: 1 }, true);
    const error = failure(() => checkChoices(options, content));
    expect(error).toBeInstanceOf(RoundsError);
    expect(error).toHaveProperty('advice', expect.stringContaining('2 to 6 rounds'));
  });

  it('take all that ships', () => {
    for (const scenario of content.scenarios.keys()) {
      expect(failure(() => checkChoices(parseDemoOptions({ ...USUAL, scenario }, true), content))).toBeUndefined();
    }
  });
});
