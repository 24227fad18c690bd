import { expect } from 'vitest';
import { conversationFaults } from './discord-rules/conversation.ts';
import { gatewayFaults } from './discord-rules/gateway.ts';
import { faultsOf } from './discord-rules.ts';
import type { RecordingProxy } from './recording-proxy.ts';

/** Holds everything that a bot sent against the rules in Discord's documentation. */
export function expectDocumented({ exchanges, frames }: RecordingProxy): void {
  expect(exchanges.flatMap((exchange) => faultsOf(exchange))).toEqual([]);
  expect(conversationFaults(exchanges, frames)).toEqual([]);
  expect(gatewayFaults(frames)).toEqual([]);
}
