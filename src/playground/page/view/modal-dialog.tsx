import type { APIModalInteractionResponseCallbackComponent } from 'discord-api-types/v10';
import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useState } from 'preact/hooks';
import { PARAGRAPH_INPUT, STRING_SELECT, TEXT_DISPLAY } from '../discord-values.ts';
import type { OpenModal } from '../state/page-state.ts';
import { Icon } from './icon.tsx';
import { Markdown } from './markdown.tsx';
import type { FormField } from './modal-fields.ts';
import { fieldsIn, fieldsOf, initialValues, isRequired } from './modal-fields.ts';
import { menuOptions } from './select-component.tsx';
import { SelectMenu } from './select-menu.tsx';
import { useClient } from './use-client.ts';
import { useModal } from './use-modal.ts';

/** The form a bot asked for. It stays open, with what was typed, where sending fails. */
export function ModalDialog({ modal }: { readonly modal: OpenModal }): JSX.Element {
  const client = useClient();
  const dialog = useModal();
  const titleId = useId();
  const [values, setValues] = useState<ReadonlyMap<string, string>>(() => initialValues(modal));
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useLayoutEffect(() => {
    dialog.current?.querySelector<HTMLElement>('[data-field]')?.focus();
  }, [dialog]);

  const submit = (event: Event): void => {
    event.preventDefault();
    const missing = fieldsOf(modal).find(
      ({ input }) => isRequired(input) && (values.get(input.custom_id) ?? '') === '',
    );
    if (missing !== undefined) {
      setFailure(`“${missing.label}” is required.`);
      return;
    }
    setSending(true);
    setFailure(null);
    const fields = fieldsOf(modal).map(({ input }) => ({
      custom_id: input.custom_id,
      value: values.get(input.custom_id) ?? '',
    }));
    const { interaction_id, channel_id, custom_id } = modal;
    void client.interact({ type: 5, interaction_id, channel_id, data: { custom_id, fields } }).then((outcome) => {
      setSending(false);
      // The answer may have been another form: only this one is closed.
      if (!outcome.ok) setFailure(`Something went wrong. ${outcome.message}`);
      else if (client.store.state.modal === modal) client.closeModal();
    });
  };

  return (
    <dialog
      ref={dialog}
      class="modal"
      data-testid="modal"
      aria-labelledby={titleId}
      onClose={() => client.closeModal()}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2 id={titleId}>{modal.title}</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        <div class="modal-body">
          {modal.components.map((component, index) => (
            <ModalPart
              key={index}
              component={component}
              values={values}
              onChange={(id, value) => setValues(new Map(values).set(id, value))}
            />
          ))}
        </div>
        {failure === null ? null : (
          <p class="form-error" role="alert">
            {failure}
          </p>
        )}
        <footer>
          <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button
            type="submit"
            class="button primary"
            data-testid="modal-submit"
            disabled={sending}
            aria-busy={sending}
          >
            Submit
          </button>
        </footer>
      </form>
    </dialog>
  );
}

interface ModalPartProps {
  readonly component: APIModalInteractionResponseCallbackComponent;
  readonly values: ReadonlyMap<string, string>;
  readonly onChange: (customId: string, value: string) => void;
}

function ModalPart({ component, values, onChange }: ModalPartProps): JSX.Element {
  if (component.type === TEXT_DISPLAY) return <Markdown text={component.content} />;
  const fields = fieldsIn(component);
  if (fields.length === 0) return <p class="hint">The playground does not draw this kind of input.</p>;
  return (
    <>
      {fields.map((field) => (
        <Field
          key={field.input.custom_id}
          field={field}
          value={values.get(field.input.custom_id) ?? ''}
          onChange={(value) => onChange(field.input.custom_id, value)}
        />
      ))}
    </>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ field, value, onChange }: FieldProps): JSX.Element {
  const { input } = field;
  const id = useId();
  const testId = `field-${input.custom_id}`;
  if (input.type === STRING_SELECT) {
    return (
      <FieldFrame field={field} id={id}>
        <SelectMenu
          testId={testId}
          label={field.label}
          placeholder={input.placeholder ?? 'Make a selection'}
          options={menuOptions(input)}
          min={1}
          max={1}
          disabled={false}
          onChosen={([chosen]) => onChange(chosen ?? '')}
        />
      </FieldFrame>
    );
  }
  const shared = {
    id,
    value,
    'data-testid': testId,
    'data-field': '',
    placeholder: input.placeholder ?? '',
    required: isRequired(input),
    maxLength: input.max_length ?? 4000,
    minLength: input.min_length ?? 0,
    'aria-describedby': field.description === '' ? undefined : `${id}-description`,
  };
  return (
    <FieldFrame field={field} id={id}>
      {input.style === PARAGRAPH_INPUT ? (
        <textarea {...shared} rows={4} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          autoComplete="off"
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </FieldFrame>
  );
}

function FieldFrame({
  field,
  id,
  children,
}: {
  readonly field: FormField;
  readonly id: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="field">
      <label htmlFor={id}>
        {field.label}
        {isRequired(field.input) ? <span class="required"> *</span> : <span class="optional"> optional</span>}
      </label>
      {field.description === '' ? null : <small id={`${id}-description`}>{field.description}</small>}
      {children}
    </div>
  );
}
