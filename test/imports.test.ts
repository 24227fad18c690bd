import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../src/project-root.ts';

/** One import: both sides as paths from the project's root, or the name of a package. */
interface Import {
  readonly from: string;
  readonly to: string;
}

const IMPORTS = /(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"]+)\1/g;

/** Every import (of values, of types, at run time) in the sources under `folder`. */
async function importsUnder(folder: string): Promise<Import[]> {
  const entries = await readdir(path.join(PROJECT_ROOT, folder), { recursive: true });
  const files = entries.filter((name) => /\.tsx?$/.test(name)).map((name) => path.posix.join(folder, name));
  const found = await Promise.all(
    files.map(async (from) => {
      const source = await readFile(path.join(PROJECT_ROOT, from), 'utf8');
      return [...source.matchAll(IMPORTS)].map(([, , target = '']) => ({
        from,
        to: target.startsWith('.') ? path.posix.join(path.posix.dirname(from), target) : packageOf(target),
      }));
    }),
  );
  return found.flat();
}

/** `ws` of `ws`, `@keyv/sqlite` of `@keyv/sqlite/x`. */
function packageOf(target: string): string {
  if (target.startsWith('node:')) return target;
  return target.split('/', target.startsWith('@') ? 2 : 1).join('/');
}

const all = [...(await importsUnder('src')), ...(await importsUnder('commands'))];
const inside = ({ to }: Import): boolean => /^(?:src|commands|test)\//.test(to);
const within = (file: string, folders: readonly string[]): boolean =>
  folders.some((folder) => file === folder || file.startsWith(folder.endsWith('.ts') ? folder : `${folder}/`));

/** The part of models/ that knows no engine: the port, its errors and what is built on it. */
const MODEL_PORT = 'src/models/port';

/** Imports of our own from `folder` to anywhere but these. */
const beyond = (folder: string, allowed: readonly string[]): string[] =>
  all
    .filter((one) => within(one.from, [folder]) && inside(one) && !within(one.to, [folder, ...allowed]))
    .map(({ from, to }) => `${from} -> ${to}`);

/** Imports from `folder` to any of these. */
const reaching = (folder: string, forbidden: readonly string[]): string[] =>
  all
    .filter(({ from, to }) => within(from, [folder]) && within(to, forbidden))
    .map(({ from, to }) => `${from} -> ${to}`);

/** Imports of a package from anywhere but these folders. */
const outside = (name: string, folders: readonly string[]): string[] =>
  all.filter(({ from, to }) => to === name && !within(from, folders)).map(({ from, to }) => `${from} -> ${to}`);

/** Files that import each other in a circle, from one of them back to itself; empty where there is no circle. */
function circleIn(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const target of targets.get(file) ?? []) {
      const circle = visit(target, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  return [...targets.keys()].map((file) => visit(file, [])).find((circle) => circle.length > 0) ?? [];
}

describe('imports point inwards', () => {
  it('and are found at all', () => {
    expect(all.length).toBeGreaterThan(500);
    expect(all).toContainEqual({ from: 'src/cli.ts', to: 'src/main.ts' });
    expect(all).toContainEqual({ from: 'src/models/embedded/load-engine.ts', to: 'node-llama-cpp' });
    expect(all).toContainEqual({ from: 'src/debate/plan.ts', to: 'src/content/schema.ts' });
  });

  it.each([
    ['src/core', []],
    ['src/content', ['src/core']],
    ['src/debate', ['src/core', 'src/content', MODEL_PORT]],
    ['src/judge', ['src/core', 'src/content', 'src/debate', 'src/statistics', MODEL_PORT]],
    [
      'src/community',
      ['src/core', 'src/debate', 'src/judge/score.ts', 'src/judge/pair-judgement.ts', 'src/statistics'],
    ],
    ['src/statistics', ['src/core']],
    ['src/store', ['src/core']],
    ['src/own-content', ['src/core', 'src/content', 'src/store']],
    [MODEL_PORT, ['src/core', 'src/content']],
    ['src/models', ['src/core', 'src/content', 'src/config.ts']],
    ['src/playground', ['src/core', 'src/markdown']],
    ['src/markdown', []],
    ['src/charts', []],
    ['src/pages', ['src/core', 'src/markdown']],
  ])('from %s to %j only', (folder, allowed) => {
    expect(beyond(folder, allowed)).toEqual([]);
  });

  it.each([
    ['src/trial', ['src/discord', 'src/playground', 'src/demo', 'src/terminal', 'commands']],
    [
      'src/trial',
      [
        'src/models/ollama',
        'src/models/embedded',
        'src/models/scripted',
        'src/models/pick-host.ts',
        'src/store/keyv-event-log.ts',
        'src/store/open-event-log.ts',
        'src/store/open-keyv.ts',
      ],
    ],
    ['src/results', ['src/discord', 'src/playground', 'src/demo', 'src/terminal', 'commands']],
    ['src/audit', ['src/discord', 'src/trial', 'src/playground', 'src/demo', 'commands']],
    ['src/discord', ['src/playground', 'src/demo', 'src/terminal', 'commands']],
    ['src/terminal', ['src/discord', 'src/playground', 'src/demo', 'commands']],
    ['commands', ['src/playground', 'src/demo', 'src/terminal', 'src/models/ollama', 'src/models/embedded']],
    ['src', ['test']],
    ['commands', ['test']],
  ])('never from %s to any of %j', (folder, forbidden) => {
    expect(reaching(folder, forbidden)).toEqual([]);
  });

  it.each([
    ['discord.js', ['src/discord', 'src/playground', 'commands']],
    ['discord-api-types', ['src/discord', 'src/playground', 'src/demo', 'commands']],
    ['ollama', ['src/models/ollama']],
    ['eventsource-parser', ['src/models/openai']],
    ['node-llama-cpp', ['src/models/embedded']],
    ['keyv', ['src/store']],
    ['@keyv/sqlite', ['src/store']],
    ['@keyv/postgres', ['src/store']],
    ['pg', ['src/store']],
    ['ioredis', ['src/store', 'src/study/queue']],
    ['bullmq', ['src/study/queue']],
    ['hono', ['src/playground', 'src/pages', 'src/results/page', 'src/study/report']],
    ['@observablehq/plot', ['src/charts']],
    ['linkedom', ['src/charts']],
    ['@resvg/resvg-wasm', ['src/charts']],
    ['pino', ['src/core']],
    ['commander', ['src/cli.ts', 'src/cli-values.ts', 'src/study/study-cli.ts']],
    ['simple-statistics', ['src/statistics']],
    ['ml-matrix', ['src/statistics']],
  ])('and %s is known to %j alone', (name, folders) => {
    expect(all.some(({ to }) => to === name)).toBe(true);
    expect(outside(name, folders)).toEqual([]);
  });

  it('and never in a circle, those of types neither', () => {
    const circle = [
      { from: 'a.ts', to: 'b.ts' },
      { from: 'b.ts', to: 'c.ts' },
      { from: 'c.ts', to: 'b.ts' },
    ];
    expect(circleIn(circle)).toEqual(['b.ts', 'c.ts', 'b.ts']);
    expect(circleIn(all)).toEqual([]);
  });
});
