import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../visitor-protocol.ts';
import { nameOf, reasonOf } from '../client.ts';
import { lastSession } from '../net/saved-session.ts';
import { friendlyName } from './friendly-name.ts';
import { useClient } from './use-client.ts';
import { useModal } from './use-modal.ts';

const LONGEST_NAME = 32;

/** Asks a new tab who is there: whoever this browser was last, or somebody new. */
export function JoinDialog(): JSX.Element {
  const client = useClient();
  const dialog = useModal();
  /** Undefined until the server has said whether it knows them. */
  const [earlier, setEarlier] = useState<Session | null | undefined>(undefined);
  useEffect(() => {
    void client.earlier().then(setEarlier);
  }, [client]);
  return (
    // Nothing lies behind this dialog, so Escape leaves it open.
    <dialog
      ref={dialog}
      class="join"
      aria-labelledby="join-title"
      onKeyDown={(event) => (event.key === 'Escape' ? event.preventDefault() : undefined)}
      onClose={() => dialog.current?.showModal()}
    >
      <div class="join-body">
        <img src="/assets/mark.svg" alt="" width="72" height="72" />
        <h1 id="join-title">Ensemble Debates</h1>
        <p>
          A Discord of its own, on this computer only. Local models debate in threads, a judge scores them, and you
          vote.
        </p>
        {earlier === undefined ? null : <Who earlier={earlier} />}
      </div>
    </dialog>
  );
}

function Who({ earlier }: { readonly earlier: Session | null }): JSX.Element {
  const client = useClient();
  const known = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(() => firstName(earlier));
  const [joining, setJoining] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    known.current?.focus();
    if (known.current === null) input.current?.select();
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
    <>
      {earlier === null ? null : (
        <button
          ref={known}
          type="button"
          class="button primary wide"
          data-testid="join-continue"
          onClick={() => client.resume(earlier)}
        >
          <span class="ellipsis">Go on as {nameOf(earlier)}</span>
        </button>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <label htmlFor="join-name">{earlier === null ? 'Your name here' : 'Or join as somebody else'}</label>
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
          class={`button wide ${earlier === null ? 'primary' : 'secondary'}`}
          data-testid="join-submit"
          disabled={joining || name.trim() === ''}
          aria-busy={joining}
        >
          Join
        </button>
      </form>
    </>
  );
}

/** Who comes back to a playground that was started anew keeps their name. */
function firstName(earlier: Session | null): string {
  const last = lastSession();
  return earlier === null && last !== null ? nameOf(last) : friendlyName();
}
