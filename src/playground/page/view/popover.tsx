import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

interface PopoverProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

const GAP = 6;

/** A small panel beside its anchor, above or below where there is room. Escape closes it, and whatever leads elsewhere. */
export function Popover({ anchor, label, onClose, children }: PopoverProps): JSX.Element {
  const panel = useRef<HTMLDivElement>(null);
  const isInside = (node: Node): boolean =>
    panel.current?.contains(node) === true || anchor.current?.contains(node) === true;
  useLayoutEffect(() => {
    const element = panel.current;
    const from = anchor.current?.getBoundingClientRect();
    if (element === null || from === undefined) return;
    const { width, height } = element.getBoundingClientRect();
    const above = from.top - height - GAP;
    const top = above >= GAP ? above : Math.min(from.bottom + GAP, innerHeight - height - GAP);
    const left = Math.max(GAP, Math.min(from.right - width, innerWidth - width - GAP));
    element.style.top = `${Math.max(GAP, top)}px`;
    element.style.left = `${left}px`;
    element.querySelector('button')?.focus();
  }, [anchor]);
  useEffect(() => {
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !isInside(target)) onClose();
    };
    addEventListener('pointerdown', onPress, true);
    addEventListener('resize', onClose);
    return () => {
      removeEventListener('pointerdown', onPress, true);
      removeEventListener('resize', onClose);
    };
  }, [anchor, onClose]);
  return (
    <div
      ref={panel}
      class="popover"
      role="dialog"
      aria-label={label}
      onFocusOut={({ relatedTarget }) => {
        // Focus that goes nowhere has only left the window, or a button that is no more.
        if (relatedTarget instanceof Node && !isInside(relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
        anchor.current?.focus();
      }}
    >
      {children}
    </div>
  );
}
