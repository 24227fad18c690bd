const TEXT = 'textarea, input, select, [contenteditable]';

/** Puts the caret into the box at the foot; where there is none (a locked thread), nothing happens. */
export function focusComposer(): void {
  document.querySelector<HTMLElement>('.composer :is(textarea, input)')?.focus();
}

/** Someone who types on a part of the page that takes no text means the box at the foot. */
export function typeIntoComposer(event: KeyboardEvent): void {
  const { key, target } = event;
  const isText = key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isText || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
  if (target instanceof Element && target.closest(`${TEXT}, .drawer-open, .popover`) !== null) return;
  focusComposer();
}
