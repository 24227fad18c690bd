import { focusComposer } from './focus-composer.ts';

/** What the arrow keys step over. */
export const ROW = '.message, .notice';
const TAKES_KEYS = 'button, a[href], input, textarea, select';

/**
 * The keys of a log, which is one stop for the Tab key however long it is: the arrows go from message to message, Tab goes
 * through what the message offers and then on behind the log, Escape to the box at the foot.
 * @param end an element behind the log's last that can take the focus
 */
export function moveInLog(event: KeyboardEvent, box: HTMLElement, end: HTMLElement | null): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  const current = target instanceof Element ? target.closest(ROW) : null;
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowDown': {
      const down = event.key === 'ArrowDown';
      if (current !== null && reachesOut(current, box, down)) return;
      const next = current === null ? lastInView(box) : neighbour(current, down);
      if (next !== null) goTo(event, next);
      return;
    }
    case 'Home':
    case 'End': {
      const messages = messagesIn(box);
      const next = event.key === 'Home' ? messages[0] : messages.at(-1);
      if (next !== undefined) goTo(event, next);
      return;
    }
    case 'Escape':
      event.preventDefault();
      focusComposer();
      return;
    case 'Tab':
      if (event.shiftKey) leaveBackwards(target, current, box);
      else if (current === null) enter(event, box);
      else if (stops(current).at(-1) === target || stops(current).length === 0) end?.focus({ preventScroll: true });
      return;
    default:
  }
}

/** From where the browser's own step backwards leads out of the log. */
function leaveBackwards(target: EventTarget | null, current: Element | null, box: HTMLElement): void {
  if (current !== null && (target === current || stops(current)[0] === target)) box.focus({ preventScroll: true });
}

function enter(event: KeyboardEvent, box: HTMLElement): void {
  // What stands before the messages (a load that failed) is met by the browser's own step.
  if (event.target !== box || box.querySelector('.log-note .retry') !== null) return;
  const last = lastInView(box);
  if (last !== null) goTo(event, last);
}

function goTo(event: KeyboardEvent, message: Element): void {
  if (!(message instanceof HTMLElement)) return;
  event.preventDefault();
  message.focus({ preventScroll: true });
  message.scrollIntoView({ block: 'nearest' });
}

/** A message that does not fit into the box is scrolled to its end before the next one is reached. */
function reachesOut(message: Element, box: HTMLElement, down: boolean): boolean {
  const { top, bottom } = message.getBoundingClientRect();
  const view = box.getBoundingClientRect();
  return down ? bottom > view.bottom + 1 : top < view.top - 1;
}

function neighbour(message: Element, down: boolean): Element | null {
  let next = down ? message.nextElementSibling : message.previousElementSibling;
  while (next !== null && !next.matches(ROW)) {
    next = down ? next.nextElementSibling : next.previousElementSibling;
  }
  return next;
}

function lastInView(box: HTMLElement): Element | null {
  const edge = box.getBoundingClientRect().bottom;
  const messages = messagesIn(box);
  return messages.findLast((message) => message.getBoundingClientRect().top < edge) ?? messages.at(-1) ?? null;
}

function messagesIn(box: HTMLElement): Element[] {
  return [...box.querySelectorAll(ROW)];
}

function stops(message: Element): Element[] {
  return [...message.querySelectorAll<HTMLElement>(TAKES_KEYS)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility(),
  );
}
