import { expect, it } from 'vitest';
import { JobRunningError } from '../../src/jobs/job-running-error.ts';
import { OneJob } from '../../src/jobs/one-job.ts';

const never = new AbortController().signal;

it('refuses a second job, whatever its kind, and names the one that runs and what parks it', () => {
  const jobs = new OneJob();
  const end = jobs.begin('The audit of a judge', '/judge stop');
  expect(() => jobs.begin('The study “Small”', '/study stop')).toThrow(
    new JobRunningError('The audit of a judge', '/judge stop'),
  );
  end();
  expect(jobs.isFree).toBe(true);
  jobs.begin('The study “Small”', '/study stop');
  // Of one that has ended already, it ends no other.
  end();
  expect(jobs.isFree).toBe(false);
});

it('lets somebody wait until there is none, or until they give up', async () => {
  const jobs = new OneJob();
  await jobs.none(never);
  const end = jobs.begin('The audit of a judge', '/judge stop');
  const over = new AbortController();
  const given = jobs.none(over.signal);
  over.abort();
  await expect(given).rejects.toThrow(/aborted/);
  const free = jobs.none(never);
  end();
  await free;
});
