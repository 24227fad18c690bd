import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { familyOf } from '../../src/content/family.ts';
import { loadContent } from '../../src/content/load-content.ts';

const { families } = await loadContent(path.resolve(import.meta.dirname, '../..'));

describe('the family of a model', () => {
  test.each([
    ['llama3.1:8b', 'llama', 'llama'],
    ['mistral:7b', 'llama', 'mistral'],
    ['mixtral:8x7b', 'llama', 'mistral'],
    ['hf.co/bartowski/Mistral-7B-Instruct-v0.3-GGUF:Q4_K_M', 'llama', 'mistral'],
    ['hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M', 'llama', 'llama'],
    ['/models/SmolLM2-135M-Instruct.Q4_1.gguf', '', 'smollm'],
    ['C:\\models\\gemma-3-1b-it.gguf', '', 'gemma'],
    ['qwen2.5:7b', 'qwen2', 'qwen'],
    ['gpt-oss:20b', 'gptoss', 'gpt-oss'],
    ['phi4:14b', 'phi3', 'phi'],
    ['vicuna:13b', 'llama', 'llama'],
    ['dolphin-mistral:7b', 'llama', 'mistral'],
    ['dolphin-llama3:8b', 'llama', 'llama'],
    ['command-r7b:7b', 'cohere2', 'command-r'],
    ['yi:34b', 'llama', 'yi'],
    ['nous-hermes2:34b', 'llama', 'yi'],
    ['nous-hermes2:latest', 'llama', 'mistral'],
    ['nous-hermes2-mixtral:8x7b', 'llama', 'mistral'],
    ['solar:latest', 'llama', 'mistral'],
    ['cogito:14b', 'qwen2', 'qwen'],
    ['nemotron:latest', 'llama', 'llama'],
    ['nemotron-mini:4b', 'nemotron', 'nemotron'],
  ])('%s (the server says %s) is %s', (name, server, family) => {
    expect(familyOf(name, server, families)).toBe(family);
  });

  test.each([
    ['deepseek-r1:1.5b', '', 'qwen'],
    ['deepseek-r1:7b', 'qwen2', 'qwen'],
    ['deepseek-r1:14b', 'qwen2', 'qwen'],
    ['deepseek-r1:32b', '', 'qwen'],
    ['deepseek-r1:70b', '', 'llama'],
    ['deepseek-r1:671b', 'deepseek2', 'deepseek'],
    ['hf.co/unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF:Q4_K_M', 'llama', 'llama'],
    ['hf.co/unsloth/DeepSeek-R1-Distill-Qwen-14B-GGUF', 'qwen2', 'qwen'],
    ['hf.co/bartowski/deepseek-ai_DeepSeek-R1-0528-Qwen3-8B-GGUF:Q4_K_M', 'qwen3', 'qwen'],
    ['r1-1776:70b', 'llama', 'llama'],
    ['deepseek-v2:16b', 'deepseek2', 'deepseek'],
  ])('a distillation belongs to its base: %s (%s) is %s', (name, server, family) => {
    expect(familyOf(name, server, families)).toBe(family);
  });

  test.each([
    ['deepseek-r1:8b', 'llama', 'llama'],
    ['deepseek-r1:latest', 'qwen3', 'qwen'],
    ['deepseek-r1:8b', '', 'unknown'],
    ['cogito:latest', 'llama', 'llama'],
    ['r1-1776:latest', 'deepseek2', 'deepseek'],
  ])('%s, a name with several bases, is what the server says it holds: %s is %s', (name, server, family) => {
    expect(familyOf(name, server, families)).toBe(family);
  });

  test.each([
    'qwen3:8b',
    'gemma3:4b',
    'llama3.2:3b',
    'mistral-small3.2:24b',
    'ministral-3:8b',
    'mixtral:8x7b',
    'phi4-mini:3.8b',
    'gpt-oss:20b',
    'granite4:3b',
    'smollm2:1.7b',
    'smollm3:3b',
    'olmo2:7b',
    'olmo-3:7b',
    'command-r:35b',
    'aya-expanse:8b',
    'falcon3:7b',
    'internlm2:7b',
    'exaone3.5:7.8b',
    'glm4:9b',
    'deepseek-v3.1:671b',
  ])('%s is known by its name alone', (name) => {
    expect(familyOf(name, '', families)).not.toBe('unknown');
  });

  test.each([
    ['my-model:latest', 'gemma3', 'gemma'],
    ['my-model:latest', 'llama', 'unknown'],
    ['my-model:latest', 'unknown', 'unknown'],
    ['my-model:latest', '', 'unknown'],
    ['my-model:latest', 'deepseek2', 'unknown'],
    ['phind:34b', 'llama', 'unknown'],
    ['wizardlm-2-7b.Q4_K_M', 'llama', 'unknown'],
    ['nous-hermes-3:8b', 'llama', 'unknown'],
    ['open_llama_3b', 'llama', 'unknown'],
    ['hermes30:8b', 'llama', 'unknown'],
  ])('a name that is not in the table, %s, on a server that says "%s", is %s', (name, server, family) => {
    expect(familyOf(name, server, families)).toBe(family);
  });
});

test('what was not looked up is said so, and every source is used', () => {
  const used = new Set(families.families.map(({ source }) => source));
  expect(families.sources.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  const unchecked = families.families.filter(({ source }) => source === 'unchecked');
  expect(unchecked.length).toBeLessThan(families.families.length / 10);
});
