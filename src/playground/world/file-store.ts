import type { Entropy } from '../../core/random.ts';

export interface StoredFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Uploaded bytes, by the path under which the playground's server hands them out. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>();
  readonly #entropy: Entropy;

  constructor(entropy: Entropy) {
    this.#entropy = entropy;
  }

  get(path: string): StoredFile | undefined {
    return this.#files.get(path);
  }

  put(path: string, file: StoredFile): void {
    this.#files.set(path, file);
  }

  delete(path: string): void {
    this.#files.delete(path);
  }

  /** Keeps a picture of a user or webhook. @returns its hash, as Discord writes it in `avatar` */
  putAvatar(ownerId: string, file: StoredFile): string {
    const hash = this.#entropy.hex(16);
    this.put(avatarPath(ownerId, hash), file);
    return hash;
  }
}

/** Where the picture of a user or webhook is served (any of .png, .webp, .jpg and .gif may follow). */
export function avatarPath(ownerId: string, hash: string): string {
  return `/avatars/${ownerId}/${hash}`;
}
