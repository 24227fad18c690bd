import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import Keyv, { type KeyvStoreAdapter } from 'keyv';
import { SqliteUnbuiltError } from './sqlite-unbuilt-error.ts';
import { StoreAdapterMissingError } from './store-adapter-missing-error.ts';

/** How long a write waits for another process that holds the SQLite file, in milliseconds. */
const BUSY_MILLISECONDS = 10_000;

/** Keyv's own adapters, with the version that suits this Keyv; these are installed by whoever uses them. */
const MYSQL = { name: '@keyv/mysql', major: 2 };
const MONGO = { name: '@keyv/mongo', major: 3 };
const ADAPTERS: ReadonlyMap<string, typeof MYSQL> = new Map([
  ['mysql', MYSQL],
  ['mongodb', MONGO],
]);

/** Where JSON without spaces may have a text that begins with a colon. */
const BEGINS_WITH_COLON = /[:,[]":/;

/** A Keyv, and what of it depends on its store. */
export interface OpenedKeyv {
  readonly keyv: Keyv;
  /** Whether `setMany` is one transaction: stores all or nothing, in the time that one value takes. */
  readonly setsTogether: boolean;
}

/**
 * The Keyv behind an address: `sqlite://PATH`, `memory://`, or a scheme of ADAPTERS.
 * @throws StoreAdapterMissingError when the scheme's adapter is unknown or not installed, SqliteUnbuiltError
 */
export async function openKeyv(address: string): Promise<OpenedKeyv> {
  const scheme = address.slice(0, address.indexOf('://'));
  // Keyv would otherwise swallow failed writes (`set` resolves to false).
  const options = { useKeyPrefix: false, throwOnErrors: true };
  if (scheme === 'memory')
    return { keyv: withQuickReading(new Keyv({ ...options, store: new Map() })), setsTogether: false };
  if (scheme === 'sqlite') {
    const file = address.slice('sqlite://'.length);
    await mkdir(path.dirname(path.resolve(file)), { recursive: true });
    return {
      keyv: withQuickReading(new Keyv({ ...options, store: await sqliteAdapter(address) })),
      setsTogether: true,
    };
  }
  return {
    keyv: withQuickReading(new Keyv({ ...options, store: await otherAdapter(scheme, address) })),
    setsTogether: false,
  };
}

/**
 * Keyv looks at every text of a value for a colon that it has put before those that begin with one, which takes longer than all else. Values
 * without any such text need only be parsed.
 */
function withQuickReading(keyv: Keyv): Keyv {
  const usual = keyv.deserialize;
  keyv.deserialize = (text) => (BEGINS_WITH_COLON.test(text) ? usual?.(text) : JSON.parse(text));
  return keyv;
}

/** @throws SqliteUnbuiltError */
async function sqliteAdapter(uri: string): Promise<KeyvStoreAdapter> {
  // Imported only here: its package has a part that is compiled when it is installed, and fails to load without.
  const { KeyvSqlite } = await import('@keyv/sqlite').catch((error: unknown) => {
    throw new SqliteUnbuiltError(error);
  });
  class TogetherSqlite extends KeyvSqlite {
    /** One statement, and so one transaction: its cost is nearly all the wait for the disk. */
    async setMany(entries: readonly { readonly key: string; readonly value: unknown }[]): Promise<void> {
      const rows = entries.map(() => '(?, ?)').join(', ');
      const parameters = entries.flatMap(({ key, value }) => [key, value]);
      await this.query(
        `INSERT INTO ${this.opts.table} (key, value) VALUES ${rows} ON CONFLICT(key) DO UPDATE SET value = excluded.value`,
        ...parameters,
      );
    }
  }
  const adapter = new TogetherSqlite({ uri, busyTimeout: BUSY_MILLISECONDS });
  // Else what a deletion overwrites stays readable in free parts of the file.
  await adapter.query('PRAGMA secure_delete = ON');
  return adapter;
}

async function otherAdapter(scheme: string, address: string): Promise<KeyvStoreAdapter> {
  const adapter = ADAPTERS.get(scheme);
  if (adapter === undefined) throw new StoreAdapterMissingError(scheme, undefined);
  try {
    // Keyv's adapters all export their class as default, and take the address.
    const { default: Adapter } = (await import(adapter.name)) as { default: new (address: string) => KeyvStoreAdapter };
    return new Adapter(address);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new StoreAdapterMissingError(scheme, `${adapter.name}@${adapter.major}`);
    }
    throw error;
  }
}
