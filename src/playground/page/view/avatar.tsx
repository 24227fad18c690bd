import type { APIUser } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

interface AvatarProps {
  readonly user: APIUser;
  readonly name: string;
  readonly size: 'small' | 'medium' | 'large';
}

/** The picture the server holds, or initials on a colour that the name decides. Decoration: the name stands beside it. */
export function Avatar({ user, name, size }: AvatarProps): JSX.Element {
  const [broken, setBroken] = useState<string | null>(null);
  const source = user.avatar === null ? null : `/avatars/${user.id}/${user.avatar}`;
  if (source !== null && source !== broken) {
    return <img class={`avatar ${size}`} src={source} alt="" onError={() => setBroken(source)} />;
  }
  return (
    <span class={`avatar ${size} tone-${toneOf(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0])
    .join('')
    .toUpperCase();
}

function toneOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % 8;
}
