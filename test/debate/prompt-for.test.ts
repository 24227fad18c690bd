import { expect, it } from 'vitest';
import { promptFor } from '../../src/debate/prompt-for.ts';
import { RoundNotSpokenError } from '../../src/debate/round-not-spoken-error.ts';
import { viewDebate } from '../../src/debate/view.ts';
import { prompts } from '../support/content.ts';
import { debate, planFor } from '../support/debate.ts';
import { promptText } from '../support/speech.ts';

it.each(['proponent-opponent', 'round-table', 'devils-advocate', 'cross-examination'])(
  'shows what models really read: %s',
  async (format) => {
    const plan = planFor({ format, ensemble: 'one-model' });
    const { recorded, requests } = await debate(plan);
    const { turns } = viewDebate(recorded);
    const asked = recorded.filter((event) => event.type === 'turn-start');
    expect(asked).toHaveLength(requests.length);
    for (const [call, { turn }] of asked.entries()) {
      const prompt = promptFor(plan, turn.seat, turn.round, prompts);
      const shown = turns.reduce(
        (text, { speaker, round, text: words }) =>
          text.replace(`(the words of ${speaker.name} in round ${round})`, () => words),
        promptText({ prompt }),
      );
      expect(shown).toBe(
        requests
          .slice(call, call + 1)
          .map(promptText)
          .join(),
      );
    }
  },
);

it('says who speaks in a round when the one who was named does not', () => {
  const plan = planFor({ ensemble: 'one-model' });
  expect(() => promptFor(plan, 'wen', 1, prompts)).toThrow(RoundNotSpokenError);
  expect(() => promptFor(plan, 'ines', plan.rounds.length + 1, prompts)).toThrow(/does not speak/);
  expect(() => promptFor(plan, 'ines', 9, prompts)).toThrow(
    expect.objectContaining({ advice: expect.stringContaining('no such round') }),
  );
});
