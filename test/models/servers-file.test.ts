import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readServersFile } from '../../src/models/servers-file.ts';
import { ServersFileError } from '../../src/models/servers-file-error.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function fileOf(text: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'servers.yaml');
  await writeFile(file, text);
  return file;
}

const problemsIn = async (file: string, keys = {}): Promise<string[]> => {
  const error = await readServersFile(file, keys).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ServersFileError);
  return error instanceof Error ? error.message.split('\n').map((line) => line.replace(file, 'FILE')) : [];
};

it('reads servers of each kind, and the key that one of them refers to', async () => {
  const file = await fileOf(`servers:
  - kind: ollama
    address: box.local
    concurrency: 4
  - kind: openai
    name: rack
    address: http://10.0.0.3:8000/v1
    apiKey: MODEL_KEY_RACK
    contextTokens: 16384
  - kind: embedded
    file: /models/small.gguf
`);
  expect(await readServersFile(file, { MODEL_KEY_RACK: 'secret' })).toEqual([
    { kind: 'ollama', address: 'box.local', concurrency: 4 },
    {
      kind: 'openai',
      name: 'rack',
      address: 'http://10.0.0.3:8000/v1',
      apiKey: 'MODEL_KEY_RACK',
      contextTokens: 16_384,
    },
    { kind: 'embedded', file: '/models/small.gguf' },
  ]);
});

it('tells every mistake with its file, line and field', async () => {
  const file = await fileOf(`servers:
  - kind: ollama
    address: "not an address"
  - kind: openai
    address: ftp://10.0.0.3
    apiKey: sk-12345
  - kind: llamafile
    address: http://10.0.0.4
  - kind: embedded
    file: small.gguf
    concurrency: 2
  - kind: ollama
    address: box.local
    concurrency: many
`);
  expect(await problemsIn(file)).toEqual([
    'FILE:3 servers.0.address: expected an address like http://127.0.0.1:11434',
    'FILE:5 servers.1.address: expected an address like http://127.0.0.1:8000/v1',
    'FILE:6 servers.1.apiKey: expected the name of an environment variable that begins with MODEL_KEY_',
    'FILE:7 servers.2.kind: expected a server with its kind, one of ollama, openai, embedded',
    'FILE:11 servers.3.concurrency: there is no field of this name',
    'FILE:14 servers.4.concurrency: expected a number, not the text "many"',
  ]);
  expect(await problemsIn(await fileOf('servers: []'))).toEqual(['FILE:1 servers: expected at least 1 entry, found 0']);
  expect(await problemsIn('/nowhere/servers.yaml')).toEqual(
    ['/nowhere/servers.yaml:1 expected a file that can be read'].map((line) =>
      line.replace('/nowhere/servers.yaml', 'FILE'),
    ),
  );
});

it('tells of a key that is not set, and never what is in the file in its place', async () => {
  const file = await fileOf('servers:\n  - kind: openai\n    address: http://10.0.0.3\n    apiKey: MODEL_KEY_RACK\n');
  expect(await problemsIn(file, { MODEL_KEY_OTHER: 'x' })).toEqual([
    'FILE:4 servers.0.apiKey: expected a variable that is set in the environment, not MODEL_KEY_RACK',
  ]);
});

it('reads the example, as it is and with all its remarks taken out', async () => {
  expect(await readServersFile('servers.example.yaml', {})).toHaveLength(3);
  const example = await readFile('servers.example.yaml', 'utf8');
  const all = await fileOf(example.replace(/^( +)# (?=apiKey:|- kind:| {2}file:)/gm, '$1'));
  expect((await readServersFile(all, { MODEL_KEY_RACK: 'x' })).map(({ kind }) => kind)).toEqual([
    'ollama',
    'ollama',
    'openai',
    'embedded',
  ]);
});
