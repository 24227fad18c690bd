import type { APIMessage } from 'discord-api-types/v10';
import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { InteractionOutcome } from '../client.ts';
import { useClient } from './use-client.ts';

/** What a message tells the components in it. */
interface MessageComponents {
  readonly message: APIMessage;
  readonly onOutcome: (outcome: InteractionOutcome) => void;
}

export const MessageComponentsContext = createContext<MessageComponents | null>(null);

interface ComponentAction {
  readonly pending: boolean;
  send(values?: readonly string[]): void;
}

/** Sends a press of this component, or what was selected in it; the message around it shows a failure. */
export function useComponentAction(customId: string, componentType: number): ComponentAction {
  const client = useClient();
  const context = useContext(MessageComponentsContext);
  const [pending, setPending] = useState(false);
  const send = (values?: readonly string[]): void => {
    if (context === null || pending) return;
    setPending(true);
    const { message, onOutcome } = context;
    void client
      .interact({
        type: 3,
        channel_id: message.channel_id,
        message_id: message.id,
        data: { custom_id: customId, component_type: componentType, ...(values === undefined ? {} : { values }) },
      })
      .then((outcome) => {
        setPending(false);
        onOutcome(outcome);
      });
  };
  return { pending, send };
}
