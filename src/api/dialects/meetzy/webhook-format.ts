/** Meetzy documents no push; whoever asks for one gets the call as `GET /call/{id}` answers it, once, after its end. */
import type { WebhookFormat } from '#domain';
import { A_FEW, isReport } from '../shared/webhook-report.ts';
import { toCall } from './map-response.ts';

export const meetzyWebhook: WebhookFormat = {
  name: 'meetzy',
  policy: A_FEW,
  render: (event, { call, recordingUrl }) =>
    call && isReport(event) ? JSON.stringify(toCall(call, recordingUrl)) : null,
  headers: () => ({}),
};
