import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

const PAUSE_MS = 220;

export interface Autocomplete {
  /** Null before the first answer. */
  readonly choices: readonly APIApplicationCommandOptionChoice[] | null;
  readonly loading: boolean;
  /** Asks once typing pauses; `now` asks at once. An answer that a later question has overtaken is dropped. */
  ask(question: () => Promise<readonly APIApplicationCommandOptionChoice[]>, now?: boolean): void;
  reset(): void;
}

export function useAutocomplete(): Autocomplete {
  const [choices, setChoices] = useState<readonly APIApplicationCommandOptionChoice[] | null>(null);
  const [loading, setLoading] = useState(false);
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const ask = useCallback<Autocomplete['ask']>((question, now = false) => {
    latest.current += 1;
    const asked = latest.current;
    clearTimeout(timer.current);
    setLoading(true);
    timer.current = setTimeout(
      () => {
        void question().then((answer) => {
          if (asked !== latest.current) return;
          setChoices(answer);
          setLoading(false);
        });
      },
      now ? 0 : PAUSE_MS,
    );
  }, []);
  const reset = useCallback(() => {
    latest.current += 1;
    clearTimeout(timer.current);
    setChoices(null);
    setLoading(false);
  }, []);
  useEffect(() => reset, [reset]);
  return { choices, loading, ask, reset };
}
