import type { Writable } from 'node:stream';
import { ProgressLine } from '../terminal/progress-line.ts';

/** Shows a download: a line that is overwritten on a terminal, a line each quarter elsewhere. */
export function downloadProgress(
  out: Writable & { readonly isTTY?: boolean; readonly columns?: number },
): (received: number, total: number) => void {
  const line = new ProgressLine(out);
  let quarter = -1;
  return (received, total) => {
    const text = `Fetching the small model, once: ${megabytes(received)} of ${megabytes(total)} MB`;
    if (out.isTTY === true) {
      if (received < total) line.show(text);
      else line.clear();
      return;
    }
    const reached = Math.floor((4 * received) / total);
    if (reached > quarter) out.write(`${text}\n`);
    quarter = Math.max(quarter, reached);
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
