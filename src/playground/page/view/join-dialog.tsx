import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../client.ts';
import { friendlyName } from './friendly-name.ts';
import { useClient } from './use-client.ts';

const LONGEST_NAME = 32;

/** Asks for a name, once a tab. */
export function JoinDialog(): JSX.Element {
  const client = useClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(friendlyName);
  const [joining, setJoining] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
    input.current?.select();
  }, []);
  const join = async (): Promise<void> => {
    setJoining(true);
    setFailure(null);
    try {
      await client.join(name.trim());
    } catch (error) {
      setFailure(reasonOf(error));
      setJoining(false);
    }
  };
  return (
    // Nothing lies behind this dialog, so Escape leaves it open.
    <dialog ref={dialog} class="join" aria-labelledby="join-title" onCancel={(event) => event.preventDefault()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <img src="/assets/mark.svg" alt="" width="72" height="72" />
        <h1 id="join-title">Ensemble Debates</h1>
        <p>
          A Discord of its own, on this computer only. Local models debate in threads, a judge scores them, and you
          vote.
        </p>
        <label htmlFor="join-name">Your name here</label>
        <input
          ref={input}
          id="join-name"
          data-testid="join-name"
          value={name}
          required
          maxLength={LONGEST_NAME}
          autoComplete="off"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        {failure === null ? null : (
          <p class="form-error" role="alert">
            {failure}
          </p>
        )}
        <button
          type="submit"
          class="button primary wide"
          data-testid="join-submit"
          disabled={joining || name.trim() === ''}
          aria-busy={joining}
        >
          Join
        </button>
      </form>
    </dialog>
  );
}
