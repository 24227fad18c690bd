import type { Writable } from 'node:stream';
import { z } from 'zod';
import { type Config, readLocalConfig } from '../config.ts';
import { layOutRounds } from '../content/lay-out-rounds.ts';
import { loadContent } from '../content/load-content.ts';
import { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { ModelChoice } from '../content/schema.ts';
import { systemClock } from '../core/clock.ts';
import { debateIdSchema } from '../core/ids.ts';
import { createLog } from '../core/log.ts';
import { makeDebatePlan, speakingOrder } from '../debate/make-plan.ts';
import { promptFor } from '../debate/prompt-for.ts';
import { EmbeddedHost } from '../models/embedded/embedded-host.ts';
import { smallModelFile } from '../models/embedded/fetch-small-model.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { chosen } from '../trial/chosen.ts';

const optionsSchema = z.object({
  persona: z.string(),
  format: z.string(),
  round: z.number(),
  rounds: z.number().optional(),
  ensemble: z.string(),
  scenario: z.string(),
  baseline: z.boolean().default(false),
  seed: z.number(),
  models: z.string().optional(),
});
export type ShowPromptOptions = z.infer<typeof optionsSchema>;

export function parseShowPromptOptions(options: unknown): ShowPromptOptions {
  return optionsSchema.parse(options);
}

/** English has about four characters a token. */
const CHARACTERS_A_TOKEN = 4;

/** Whoever takes a model of those at hand, when it is not said which these are. */
const ANY_MODEL = 'any';

/**
 * Which model an ensemble's choice means, as in a trial.
 * @param names of the models at hand, in order of size, with commas between; undefined: each that is named, and one for all others
 * @throws ModelMissingError, NoModelError
 */
function modelsAtHand(names: string | undefined): (choice: ModelChoice) => string {
  if (names === undefined) return (choice) => ('name' in choice ? choice.name : ANY_MODEL);
  const models = names.split(',').flatMap((name) => (name.trim() === '' ? [] : [{ name: name.trim() }]));
  return (choice) => resolveModel(choice, models, 'the list of --models').name;
}

/**
 * Prints what a model would read for one turn, message by message, with its number of tokens and the hash of its templates.
 * @throws UnknownChoiceError, RoundsError, RoundNotSpokenError, SeatingError, ModelMissingError, NoModelError
 */
export async function showPrompt(
  options: ShowPromptOptions,
  process: { readonly env: NodeJS.ProcessEnv; readonly stdout: Writable },
): Promise<void> {
  const content = await loadContent(PROJECT_ROOT);
  const prompts = new Prompts(content.templates);
  const format = chosen('format', options.format, content.formats);
  const ensemble = chosen('ensemble', options.ensemble, content.ensembles);
  const modelOf = modelsAtHand(options.models);
  const members = ensemble.members.map(({ model }) => modelOf(model));
  const plan = makeDebatePlan({
    debate: debateIdSchema.parse('d-inspected'),
    arm: options.baseline ? 'baseline' : 'ensemble',
    scenario: chosen('scenario', options.scenario, content.scenarios),
    format,
    rounds: layOutRounds(format, options.rounds),
    ensemble,
    personas: content.personas,
    models: { members, chair: modelOf(ensemble.chair.model) },
    order: speakingOrder(members),
    seed: options.seed,
    temperature: 0,
    prompts,
  });
  const prompt = promptFor(plan, options.persona, options.round, prompts);
  for (const { role, content: text } of prompt.messages) process.stdout.write(`--- ${role}\n${text}\n`);
  process.stdout.write(
    `---\n${await describeTokens(prompt, readLocalConfig(process.env))}; templates ${prompt.templateHash}\n`,
  );
}

/** Counted by the small model's tokenizer when its file is here; nothing is fetched for it. */
async function describeTokens(prompt: RenderedPrompt, config: Config): Promise<string> {
  const file = config.embeddedModel ?? (await smallModelFile(config.cacheFolder));
  if (file === undefined) {
    const characters = prompt.messages.reduce((sum, { content }) => sum + content.length, 0);
    return `about ${Math.ceil(characters / CHARACTERS_A_TOKEN)} tokens (estimated: the small model, whose tokenizer would count them, is not here)`;
  }
  const host = await EmbeddedHost.open(file, undefined, { log: createLog('silent'), clock: systemClock });
  try {
    const [info] = await host.list();
    const model = await host.open(info?.name ?? '');
    return `${await model.countTokens(prompt)} tokens by ${model.info.name}`;
  } finally {
    await host.close();
  }
}
