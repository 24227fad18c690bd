import { useEffect, useState } from 'preact/hooks';

const DAY_MS = 86_400_000;

/** The time in milliseconds since the epoch, again after each wait that `wait` asks for. */
function useNow(wait: (now: number) => number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), wait(now));
    return () => clearTimeout(timer);
  }, [now, wait]);
  return now;
}

/** A moment of the reader's present day: another one only after midnight. */
export function useToday(): number {
  return useNow(untilMidnight);
}

/** The time, kept as fresh as one needs it who says how far away `moment` is. */
export function useNowNear(moment: number): number {
  const [wait] = useState(() => (now: number): number => {
    const distance = Math.abs(now - moment);
    if (distance < 100_000) return 1000;
    return distance < DAY_MS ? 20_000 : 600_000;
  });
  return useNow(wait);
}

function untilMidnight(now: number): number {
  // A minute at the least, should a clock be set back.
  return Math.max(60_000, new Date(now).setHours(24, 0, 0, 0) - now);
}
