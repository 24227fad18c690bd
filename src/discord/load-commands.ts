import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from './command.ts';

/** Every file in commands/ is a slash command; its default export is a Command. @returns commands by name */
export async function loadCommands(folder: string): Promise<ReadonlyMap<string, Command>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const commands = await Promise.all(
    files.map(async (file) => {
      // The folder is ours: each file exports a Command as default, which its own type check holds.
      const { default: command } = (await import(pathToFileURL(path.join(folder, file)).href)) as { default: Command };
      return [command.data.name, command] as const;
    }),
  );
  return new Map(commands);
}
