import { expect, it } from 'vitest';
import { trialIdSchema } from '../../src/core/ids.ts';
import { promptFor } from '../../src/debate/prompt-for.ts';
import { parseShowPromptOptions, showPrompt } from '../../src/inspect/show-prompt.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { makeTrialPlan } from '../../src/trial/make-trial-plan.ts';
import { debatesOf } from '../../src/trial/plan.ts';
import type { TrialRequest } from '../../src/trial/service.ts';
import { content, entry, prompts } from '../support/content.ts';
import { pooled } from '../support/pooled.ts';
import { goodScript } from '../support/speech.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeFile } from '../terminal/fake-terminal.ts';
import { requestOf } from '../trial/processes.ts';

const SCENARIO = 'care-robot-refusal';

/** What is printed, without the line about tokens. */
async function shown(options: Readonly<Record<string, unknown>>): Promise<string> {
  const stdout = new FakeFile();
  const env = { XDG_CACHE_HOME: await temporaryFolder() };
  await showPrompt(parseShowPromptOptions({ scenario: SCENARIO, ...options }), { stdout, env });
  return stdout.text.slice(0, stdout.text.lastIndexOf('---\n'));
}

/** A trial's plan on these models. */
function trialOn(
  names: readonly string[],
  { ensemble, format, seed }: Pick<TrialRequest, 'ensemble' | 'format'> & { seed: number },
) {
  const models = names.map((name) => scriptedModelInfo(name));
  const picked = { host: pooled(scriptedHost(models, goodScript)), goodFor: '', betterModels: '', caution: '' };
  const trial = trialIdSchema.parse(`t-${'a'.repeat(10)}`);
  const { rounds: _, ...request } = requestOf('ada');
  const scenario = entry(content.scenarios, SCENARIO);
  const deps = { picked, content, prompts, models, trial, judged: ['debate'], drawnSeed: 0 } as const;
  return makeTrialPlan({ ...request, scenario, ensemble, format, seed }, deps);
}

it.each([
  ['small:1b, large:8b', { ensemble: 'mixed-table', format: 'round-table', seed: 1 }],
  ['small:1b, middle:4b, large:8b', { ensemble: 'mixed-table', format: 'devils-advocate', seed: 2 }],
  ['small:1b, middle:4b, large:8b', { ensemble: 'mixed-table', format: 'devils-advocate', seed: 3 }],
  ['small:1b', { ensemble: 'one-model', format: 'devils-advocate', seed: 4 }],
])('shows what everybody reads at the end of a trial on %s: %j', async (models, choices) => {
  for (const plan of debatesOf(trialOn(models.split(', '), choices))) {
    const round = plan.rounds.length;
    for (const { seat } of plan.members) {
      const { messages } = promptFor(plan, seat, round, prompts);
      expect(await shown({ ...choices, models, round, persona: seat, baseline: plan.arm === 'baseline' })).toBe(
        messages.map(({ role, content: text }) => `--- ${role}\n${text}\n`).join(''),
      );
    }
  }
});

it('takes each model that an ensemble names as it is, and one for all places to fill, where none are listed', async () => {
  const options = { format: 'round-table', seed: 1, round: 2 };
  const mixed = { ...options, ensemble: 'mixed-table', persona: 'diego' };
  expect(await shown(mixed)).toBe(await shown({ ...mixed, models: 'only:1b' }));
  expect(await shown(mixed)).not.toBe(await shown({ ...mixed, models: 'small:1b,large:8b' }));
  const named = { ...options, ensemble: 'three-families', persona: 'grace' };
  expect(await shown(named)).toBe(await shown({ ...named, models: 'mistral:7b,qwen2.5:7b,llama3.1:8b' }));
  await expect(shown({ ...named, models: 'mistral:7b' })).rejects.toThrow(ModelMissingError);
});
