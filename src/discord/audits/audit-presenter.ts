import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import type { AuditOrder } from '../../audit/audit-orders.ts';
import type { AuditPresenter } from '../../audit/audit-service.ts';
import type { AuditEnd, OngoingAudit } from '../../audit/ongoing-audit.ts';
import { createJobPresenter, PlaceGone } from '../jobs/job-presenter.ts';
import type { MessageContent } from '../jobs/live-message.ts';
import { endText, progressText } from './message-texts.ts';
import { sheetAttachments, sheetCard } from './sheet-card.ts';

/** Shows audits where they were asked for, and the sheet in the end. */
export function createAuditPresenter(client: Client<true>, deps: Pick<App, 'clock' | 'log'>): AuditPresenter {
  return createJobPresenter<AuditOrder, AuditEnd, OngoingAudit>(
    {
      name: 'audit',
      async channel({ order }) {
        const channel = await client.channels.fetch(order.place.channelId);
        if (channel?.isSendable() !== true) throw new PlaceGone();
        return channel;
      },
      progress: progressText,
      end: async (audit, end) => endMessage(audit, end),
    },
    deps,
  );
}

function endMessage(audit: OngoingAudit, end: AuditEnd): MessageContent {
  const content = endText(audit, end);
  return end.status === 'audited'
    ? { content, embeds: [sheetCard(end)], files: sheetAttachments(end.sheet) }
    : { content };
}
