import type {
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIMessage,
  APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { InteractionOutcome } from '../client.ts';
import {
  ACTION_ROW,
  BUTTON,
  CONTAINER,
  FILE,
  MEDIA_GALLERY,
  SECTION,
  SEPARATOR,
  STRING_SELECT,
  TEXT_DISPLAY,
  THUMBNAIL,
} from '../discord-values.ts';
import { ButtonComponent } from './button-component.tsx';
import { MessageComponentsContext } from './component-action.tsx';
import { FileCard } from './file-card.tsx';
import { Icon } from './icon.tsx';
import { Markdown } from './markdown.tsx';
import { cssColour } from './people.ts';
import { Picture } from './picture.tsx';
import { SelectComponent } from './select-component.tsx';

/** A message's components, and beneath them that a press of one failed. */
export function MessageComponents({ message }: { readonly message: APIMessage }): JSX.Element | null {
  const [failure, setFailure] = useState<string | null>(null);
  const components = message.components ?? [];
  if (components.length === 0) return null;
  const onOutcome = (outcome: InteractionOutcome): void => setFailure(outcome.ok ? null : outcome.message);
  return (
    <MessageComponentsContext.Provider value={{ message, onOutcome }}>
      <div class="components">
        {components.map((component, index) => (
          <Component key={index} component={component} />
        ))}
      </div>
      {failure === null ? null : (
        <p class="interaction-failed" role="alert" title={failure}>
          <Icon name="alert" /> This interaction failed
        </p>
      )}
    </MessageComponentsContext.Provider>
  );
}

interface ComponentProps {
  readonly component: APIMessageTopLevelComponent | APIComponentInContainer;
}

function Component({ component }: ComponentProps): JSX.Element | null {
  switch (component.type) {
    case ACTION_ROW:
      return (
        <div class="action-row">
          {component.components.map((inner) => (
            <RowComponent key={'custom_id' in inner ? inner.custom_id : inner.type} component={inner} />
          ))}
        </div>
      );
    case TEXT_DISPLAY:
      return <Markdown text={component.content} />;
    case CONTAINER: {
      const colour = component.accent_color ?? null;
      return (
        <SpoilerBox covered={component.spoiler ?? false}>
          <div class="container" style={colour === null ? {} : { borderInlineStartColor: cssColour(colour) }}>
            {component.components.map((inner, index) => (
              <Component key={index} component={inner} />
            ))}
          </div>
        </SpoilerBox>
      );
    }
    case SECTION:
      return (
        <div class="section">
          <div>
            {component.components.map((inner, index) => (
              <Markdown key={index} text={inner.content} />
            ))}
          </div>
          {component.accessory.type === BUTTON ? (
            <ButtonComponent button={component.accessory} />
          ) : component.accessory.type === THUMBNAIL ? (
            <Picture
              class="embed-thumbnail"
              url={component.accessory.media.url}
              description={component.accessory.description ?? 'Small picture'}
            />
          ) : null}
        </div>
      );
    case SEPARATOR:
      return (
        <hr
          class={`separator${component.divider === false ? ' blank' : ''}${component.spacing === 2 ? ' wide' : ''}`}
        />
      );
    case MEDIA_GALLERY:
      return (
        <div class={`gallery${component.items.length > 1 ? ' several' : ''}`}>
          {component.items.map((item, index) => (
            <SpoilerBox key={index} covered={item.spoiler ?? false}>
              <Picture url={item.media.url} description={item.description ?? 'Picture'} />
            </SpoilerBox>
          ))}
        </div>
      );
    case FILE:
      return <FileCard name={component.name ?? 'file'} url={component.file.url} size={component.size} />;
    default:
      return null;
  }
}

function RowComponent({ component }: { readonly component: APIComponentInMessageActionRow }): JSX.Element {
  switch (component.type) {
    case BUTTON:
      return <ButtonComponent button={component} />;
    case STRING_SELECT:
      return <SelectComponent select={component} />;
    default:
      return <p class="hint">The playground does not draw this kind of menu.</p>;
  }
}

function SpoilerBox({
  covered,
  children,
}: {
  readonly covered: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const [shown, setShown] = useState(!covered);
  if (shown) return <>{children}</>;
  return (
    <button type="button" class="button secondary" onClick={() => setShown(true)}>
      Spoiler: show it
    </button>
  );
}
