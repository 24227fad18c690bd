import type { JSX } from 'preact';
import type { CommandLeaf } from '../commands/command-leaf.ts';
import { useScrollIntoView } from './use-scroll-into-view.ts';

interface CommandMenuProps {
  readonly id: string;
  readonly leaves: readonly CommandLeaf[];
  readonly active: number;
  readonly nothing: string;
  readonly onActive: (index: number) => void;
  readonly onTake: (leaf: CommandLeaf) => void;
}

/** The commands that what is typed can mean. The keys are handled by the box, which keeps the focus. */
export function CommandMenu({ id, leaves, active, nothing, onActive, onTake }: CommandMenuProps): JSX.Element {
  const list = useScrollIntoView(active);
  return (
    <div class="menu">
      <p class="menu-title">Commands</p>
      <div ref={list} id={id} tabIndex={-1} class="menu-list" role="listbox" aria-label="Commands">
        {leaves.length === 0 ? <p class="menu-empty">{nothing}</p> : null}
        {leaves.map((leaf, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box that keeps the focus handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: named to assistive technology by aria-activedescendant
          <div
            key={leaf.title}
            id={`${id}-${index}`}
            role="option"
            class={`menu-option${index === active ? ' active' : ''}`}
            data-testid="command-option"
            aria-selected={index === active}
            onPointerMove={() => (index === active ? undefined : onActive(index))}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(leaf)}
          >
            <span class="menu-name">{leaf.title}</span>{' '}
            <span class="menu-arguments">
              {leaf.options.map((option) => (
                <span key={option.name} class={option.required === true ? 'required' : ''}>
                  {option.name}{' '}
                </span>
              ))}
            </span>
            <span class="menu-description">{leaf.description}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
