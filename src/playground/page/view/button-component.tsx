import type { APIButtonComponent } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { safeLink } from '../../../markdown/safe-link.ts';
import { BUTTON, LINK_BUTTON, PREMIUM_BUTTON } from '../discord-values.ts';
import { useComponentAction } from './component-action.tsx';

const STYLE_NAMES: Readonly<Record<number, string>> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger' };

export function ButtonComponent({ button }: { readonly button: APIButtonComponent }): JSX.Element | null {
  if (button.style === PREMIUM_BUTTON) return null;
  if (button.style === LINK_BUTTON) {
    const link = safeLink(button.url);
    return link === null ? null : (
      <a class="button secondary" href={link} target="_blank" rel="noopener noreferrer nofollow">
        {button.emoji?.name} {button.label} <span aria-hidden="true">↗</span>
      </a>
    );
  }
  return (
    <PressButton
      customId={button.custom_id}
      style={STYLE_NAMES[button.style] ?? 'secondary'}
      label={button.label ?? ''}
      emoji={button.emoji?.name ?? ''}
      disabled={button.disabled ?? false}
    />
  );
}

interface PressButtonProps {
  readonly customId: string;
  readonly style: string;
  readonly label: string;
  readonly emoji: string;
  readonly disabled: boolean;
}

function PressButton({ customId, style, label, emoji, disabled }: PressButtonProps): JSX.Element {
  const { pending, send } = useComponentAction(customId, BUTTON);
  return (
    <button
      type="button"
      class={`button ${style}${pending ? ' pending' : ''}`}
      data-testid={`component-${customId}`}
      disabled={disabled}
      aria-busy={pending}
      aria-label={label === '' ? emoji : undefined}
      onClick={() => send()}
    >
      {emoji === '' ? null : <span class="emoji">{emoji}</span>}
      {label === '' ? null : <span>{label}</span>}
    </button>
  );
}
