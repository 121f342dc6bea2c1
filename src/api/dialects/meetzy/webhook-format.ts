/** Meetzy documents no push; whoever asks for one gets the call as `GET /call/{id}` answers it, once, after its end. */
import type { WebhookFormat } from '#domain';
import { A_FEW, isReport } from '../shared/webhook-report.ts';
import { toCall } from './map-response.ts';
import { idOf, recordOf } from './record.ts';

export const meetzyWebhook: WebhookFormat = {
  name: 'meetzy',
  policy: A_FEW,
  render: (event, { call, recordingUrl }) => {
    if (!call || !isReport(event)) return null;
    const recall = (call.retry?.nextAt ?? null) !== null;
    return JSON.stringify(toCall(recordOf(call, { id: idOf(call), recording: recordingUrl, recall })));
  },
  headers: () => ({}),
};
