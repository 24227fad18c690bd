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
    ['nous-hermes2-mixtral:8x7b', 'llama', 'mistral'],
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
    ['deepseek-v2:16b', 'deepseek2', 'deepseek'],
  ])('a distillation belongs to its base: %s (%s) is %s', (name, server, family) => {
    expect(familyOf(name, server, families)).toBe(family);
  });

  test.each([
    ['llama', 'llama'],
    ['qwen3', 'qwen'],
    ['', 'unknown'],
  ])('deepseek-r1:8b, moved between bases, is what the server says it holds: %s is %s', (server, family) => {
    expect(familyOf('deepseek-r1:8b', server, families)).toBe(family);
  });

  test.each([
    ['my-model:latest', 'gemma3', 'gemma'],
    ['my-model:latest', 'llama', 'unknown'],
    ['my-model:latest', 'unknown', 'unknown'],
    ['my-model:latest', '', 'unknown'],
    ['phind:34b', 'llama', 'unknown'],
  ])('a name that is not in the table, %s, on a server that says "%s", is %s', (name, server, family) => {
    expect(familyOf(name, server, families)).toBe(family);
  });
});

test('the table has each prefix once, in lower case', () => {
  const prefixes = families.families.map(({ prefix }) => prefix);
  expect(prefixes).toEqual([...new Set(prefixes)].map((prefix) => prefix.toLowerCase()));
});
