import { familyOf } from '../../content/family.ts';
import type { ListedModel } from '../../content/model-list.ts';
import type { Content } from '../../content/schema.ts';
import type { ModelInfo } from '../../models/port/chat-model.ts';
import { type Finding, gigabytes, UNTRIED } from '../finding.ts';

/** The list's sizes are rounded, at most by so much. */
const ROUNDED = 0.05;

/** Each model at hand, and where it is another than the one that prompts/models.yaml has under this name. */
export function checkModels(models: readonly ModelInfo[], { families, models: list }: Content): Finding[] {
  return models.map((model) => {
    const family = familyOf(model.name, model.family, families);
    const listed = list.get(model.name);
    const name = `Model ${model.name}`;
    const says = [
      `family ${family}`,
      model.bytes === undefined ? 'of a size that the server does not tell' : gigabytes(model.bytes),
      windowOf(model),
      model.canThink ? 'thinks' : 'does not think',
      ...(listed?.run === 'not run here' ? [UNTRIED] : []),
    ].join(', ');
    const differences = listed === undefined ? [] : differencesOf(model, family, listed);
    if (differences.length === 0) return { name, status: 'ok', says };
    return {
      name,
      status: 'warning',
      says: `${says}. It differs from prompts/models.yaml: ${differences.join('; ')}`,
      advice: "It may be an older or another build. To have the library's present one:",
      commands: [`ollama pull ${model.name}`],
    };
  });
}

function windowOf({ contextTokens, trainedTokens }: ModelInfo): string {
  const trained =
    trainedTokens === undefined || trainedTokens === contextTokens ? '' : ` (trained for ${trainedTokens})`;
  return `a window of ${contextTokens} tokens${trained}`;
}

function differencesOf({ bytes, trainedTokens, canThink }: ModelInfo, family: string, listed: ListedModel): string[] {
  const { gigabytes: size, contextTokens, thinks } = listed;
  const differences: string[] = [];
  if (family !== listed.family) differences.push(`family ${family}, there ${listed.family}`);
  if (size !== undefined && bytes !== undefined && Math.abs(bytes / 1e9 - size) > size * ROUNDED) {
    differences.push(`${gigabytes(bytes)}, there ${size} GB`);
  }
  if (contextTokens !== undefined && trainedTokens !== undefined && trainedTokens !== contextTokens) {
    differences.push(`trained for ${trainedTokens} tokens, there ${contextTokens}`);
  }
  if (thinks !== undefined && thinks !== canThink) {
    differences.push(canThink ? 'it thinks, there it does not' : 'it does not think, there it does');
  }
  return differences;
}
