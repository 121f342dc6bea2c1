/**
 * The tool webhook: a `tool-calls` message with the call and its tool calls, signed, answered by results with the ids.
 * G1's keys with G2's twins beside them; the signature covers the bytes that are sent.
 *
 * Source: reference.flireo.com/tool-calls-1861388m0, webhooks-1861373m0, security-1861391m0.
 */
import type { HttpTool } from '#domain';

const EVENT = 'tool-calls';
const USER_AGENT = 'HMS-Sovereign/1.0';
const SENT_AT = 'X-Webhook-Timestamp';

export function toolCallEnvelope(
  secret: string | null,
): Pick<HttpTool, 'headers' | 'body' | 'answer' | 'auth'> {
  const call = {
    id: '{{tool_call.id}}',
    type: 'function',
    function: { name: '{{tool_call.name}}', arguments: '{{tool_call.arguments}}' },
  };
  const line = { number: '{{our_number}}' };
  return {
    headers: { 'User-Agent': USER_AGENT, 'X-Webhook-Event': EVENT, [SENT_AT]: '{{tool_call.unix_s}}' },
    body: {
      message: {
        type: EVENT,
        timestamp: '{{tool_call.at}}',
        call: { id: '{{call_uuid}}', type: '{{call_direction}}PhoneCall', status: 'in-progress' },
        phoneNumber: line,
        phone_number: line,
        customer: { number: '{{person.number}}' },
        assistant: { metadata: '{{call_metadata}}' },
        toolCallList: [call],
        tool_call_list: [call],
      },
    },
    answer: 'results',
    ...(secret === null
      ? {}
      : {
          auth: {
            type: 'hmac',
            secret,
            header: 'X-Webhook-Signature',
            prefix: 'sha256=',
            timestamp_header: SENT_AT,
          },
        }),
  };
}
