import { type Finding, gigabytes } from '../finding.ts';

/** Main memory of this machine, in bytes. */
export interface Memory {
  readonly free: number;
  readonly total: number;
}

/** @param memory undefined where the model servers are other machines */
export function checkMemory(memory: Memory | undefined): Finding {
  const name = 'Memory';
  if (memory === undefined) {
    return { name, status: 'ok', says: 'the models may run on other machines, whose memory is not seen from here' };
  }
  const { free, total } = memory;
  return {
    name,
    status: 'ok',
    says: `${gigabytes(free)} of ${gigabytes(total)} are free; a graphics card's own memory is not seen from here`,
  };
}
