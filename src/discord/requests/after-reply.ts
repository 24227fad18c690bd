/**
 * What comes of work that was begun together with the first answer to an interaction, once that was given: whatever is said of it can only be
 * said then. @throws what the answer throws, else what the work does
 */
export async function afterReply<Result>(answered: Promise<unknown>, work: Promise<Result>): Promise<Result> {
  // Told below.
  work.catch(() => {});
  await answered;
  return work;
}
