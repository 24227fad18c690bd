import type { JSX } from 'preact';

/** Three dots that move, for what is being written. */
export function Dots(): JSX.Element {
  return (
    <span class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
