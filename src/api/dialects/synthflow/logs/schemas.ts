/** Queries and answers of the webhook logs. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { enveloped } from '../envelope.ts';

const strict = { additionalProperties: false };
const optional = Type.Optional(Type.String());
const Workspace = Type.String({
  description: 'Your workspace; the key says whose it is.',
  examples: ['main'],
});

export const LogsQuery = Type.Object({
  workspace_id: Workspace,
  page_number: optional,
  page_size: optional,
  search: Type.Optional(Type.String({ description: 'Part of the address, or an id.' })),
  webhook_type: Type.Optional(
    Type.String({ description: '`external_webhook`, `inbound_webhook`, `custom_action`.' }),
  ),
  status: Type.Optional(Type.String({ description: '`pending`, `success`, `failed`.' })),
  http_method: optional,
  from_date: optional,
  to_date: optional,
  assistant_id: optional,
  call_id: optional,
});
export const LogQuery = Type.Object({ workspace_id: Workspace });
export const LogParams = Type.Object({
  webhook_log_id: Type.String({ examples: [sampleUuid('webhook-delivery')] }),
});

const item = {
  request_timestamp: Type.String(),
  webhook_log_id: Type.String(),
  model_id: Type.Union([Type.String(), Type.Null()]),
  status: Type.String(),
  webhook_url: Type.String(),
  response_status_code: Type.Union([Type.Integer(), Type.Null()]),
  http_method: Type.String(),
};
export const Logs = enveloped(
  Type.Object(
    {
      items: Type.Array(Type.Object(item, strict)),
      total: Type.Integer(),
      page_size: Type.Integer(),
      page_number: Type.Integer(),
    },
    strict,
  ),
);
export const OneLog = enveloped(
  Type.Object(
    {
      ...item,
      call_id: Type.Union([Type.String(), Type.Null()]),
      webhook_type: Type.String(),
      request_headers: Type.Record(Type.String(), Type.String()),
      request_payload: Type.Unknown(),
      response_headers: Type.Record(Type.String(), Type.String()),
      response_payload: Type.Unknown(),
      error_message: Type.Union([Type.String(), Type.Null()]),
      attempt_number: Type.Integer(),
      duration_ms: Type.Number(),
    },
    strict,
  ),
);
