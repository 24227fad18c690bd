const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
  EACCES: 'this is not allowed',
  EROFS: 'its disk can only be read',
  ENOSPC: 'its disk is full',
};

/** What the system says of a file that cannot be written, in words. */
export function whyUnwritable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return PROBLEMS[code] ?? String(error);
}
