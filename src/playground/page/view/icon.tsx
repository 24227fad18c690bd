import type { JSX } from 'preact';

const PATHS = {
  hash: 'M9 3 7 21M17 3l-2 18M4 8.500h17M3 15.500h17',
  thread: 'M5 3v9a4 4 0 0 0 4 4h11m0 0-4-4m4 4-4 4',
  menu: 'M4 6h16M4 12h16M4 18h16',
  people:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 9c0-4 3-6 7-6s7 2 7 6M16 3.500a4 4 0 0 1 0 7.200M18.500 14.500c2.200.8 3.500 2.700 3.500 5.500',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-6v2m0 16v2M2 12h2m16 0h2M4.900 4.900l1.500 1.500m11.200 11.200 1.500 1.500m0-14.200-1.500 1.500M6.400 17.600l-1.500 1.500',
  moon: 'M20.500 14.500A8.500 8.500 0 0 1 9.500 3.500a8.500 8.500 0 1 0 11 11Z',
  smile: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9 9.500v.5m6-.5v.5M8 14c1 1.600 2.300 2.400 4 2.400s3-.8 4-2.400',
  close: 'm5 5 14 14M19 5 5 19',
  send: 'M4 12 3.500 4.500 21 12 3.500 19.500 4 12Zm0 0h8',
  down: 'M12 4v15m0 0-6-6m6 6 6-6',
  chevron: 'm6 9 6 6 6-6',
  eye: 'M2 12s3.500-7 10-7 10 7 10 7-3.500 7-10 7S2 12 2 12Zm10-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  lock: 'M6 11h12v9H6zM8.500 11V7.500a3.500 3.500 0 0 1 7 0V11',
  check: 'm4.500 12.500 5 5 10-11',
  alert: 'M12 3 2 20h20L12 3Zm0 7v4.500m0 2.800v.2',
  join: 'M12 5v14M5 12h14',
  save: 'M12 4v11m0 0-4.500-4.500M12 15l4.500-4.500M5 20h14',
  back: 'm14 5-7 7 7 7',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing in the colour of the text around it; without meaning of its own. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
