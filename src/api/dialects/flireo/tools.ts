/** Flireo's tools to ours: webhook, end of call, transfer. */
import { isSealed, type Tool } from '#domain';
import type { Fields } from '../shared/fields.ts';
import { doubleBraces } from '../shared/placeholders.ts';
import { toolCallEnvelope } from './tool-calls.ts';

/** The vendor waits this long for a tool's answer. */
const TOOL_TIMEOUT_MS = 10_000;
/** Of our own words around a tool. */
const LONGEST_SPEECH = 500;
const FILLER_MS = 2_500;
const LONGEST_DESCRIPTION = 1_000;
/** The vendor names no limit. */
const RING_TIMEOUT_S = 30;
const END_CALL = /^end_?call$/i;
const TRANSFER = /^transfer_?call$/i;

/** What the agent says of its tools' webhooks. */
export interface ToolWebhook {
  /** Where a tool without a URL of its own is called. */
  readonly url: string | null;
  /** Signs what is sent, unless the tool has its own. */
  readonly secret: string | null;
}

export function readTools(given: readonly Fields[], webhook: ToolWebhook): Tool[] {
  const tools: Tool[] = [];
  for (const fields of given) {
    const type = fields.text('type');
    if (type !== null && END_CALL.test(type)) {
      const description = fields.text('description');
      tools.push({ type: 'end_call', ...(description ? { description } : {}) });
    } else if (type !== null && TRANSFER.test(type)) {
      tools.push(...transferTools(fields, tools.filter((tool) => tool.type === 'transfer').length));
    } else if (type === null || type === 'function' || type === 'webhook') {
      tools.push(webhookTool(fields, webhook));
    } else
      fields.fail(
        'type',
        `Is ${JSON.stringify(type)}; it must be one of: function, endCall, transferCall.`,
        'one-of',
      );
  }
  return tools;
}

/** Flat, or nested as OpenAI has it; the tool's own `url` wins over that of `server`. */
function webhookTool(fields: Fields, webhook: ToolWebhook): Tool {
  const said = fields.inner('function') ?? fields;
  const name = said.requiredText('name');
  const description = said.requiredText('description', 'empty-allowed');
  const parameters = said.object('parameters');
  const own = fields.webAddress('url');
  const server = fields.inner('server');
  const url = own ?? server?.webAddress('url') ?? webhook.url;
  if (url === null)
    fields.fail('url', 'Is required, because the agent has no webhook_url either.', 'required');
  const before = ['asyncResponse', 'async_response', 'message']
    .map((key) => fields.text(key))
    .find((text) => text !== null && text.trim() !== '');
  return {
    type: 'http',
    name,
    description,
    method: 'POST',
    url: url ?? '',
    ...(parameters === null ? {} : { parameters }),
    ...toolCallEnvelope(ownSecret(server) ?? webhook.secret),
    timeout_ms: TOOL_TIMEOUT_MS,
    ...(fields.flag('async') === true ? { asynchronous: true } : {}),
    // Said at once, while the tool runs.
    ...(before
      ? { speech: { before: doubleBraces(before).slice(0, LONGEST_SPEECH), during_after_ms: FILLER_MS } }
      : {}),
  };
}

function ownSecret(server: Fields | null): string | null {
  const secret = server?.text('secret') || null;
  if (secret !== null && isSealed(secret))
    server?.fail('secret', 'Begins like a secret that is kept sealed; give the secret.', 'secret');
  return secret;
}

/**
 * One tool for each destination, as the model must choose by their descriptions (Flireo, custom tools:
 * `{"type":"transferCall","destinations":[{"type":"number","number","description","message"}]}`). The call is handed
 * over as soon as the destination answers: the vendor has no briefing.
 * @param before transfer tools read so far; names must differ
 */
function transferTools(fields: Fields, before: number): Tool[] {
  const destinations = fields.objects('destinations');
  if (destinations.length === 0) fields.fail('destinations', 'Needs at least one destination.', 'required');
  return destinations.map((destination, index): Tool => {
    const kind = destination.text('type') ?? 'number';
    if (!/^(number|sip)$/i.test(kind))
      destination.fail('type', `Is ${JSON.stringify(kind)}; it must be number.`, 'one-of');
    const number = destination.requiredText('number');
    const description = destination.text('description') ?? fields.text('description');
    const message = destination.text('message');
    const nth = before + index + 1;
    return {
      type: 'transfer',
      ...(nth === 1 ? {} : { name: `transfer_${nth}` }),
      ...(description ? { description: description.slice(0, LONGEST_DESCRIPTION) } : {}),
      to: doubleBraces(number),
      ...{ mode: 'blind', confirm: false, ring_timeout_s: RING_TIMEOUT_S },
      ...(message ? { announcement: doubleBraces(message).slice(0, LONGEST_SPEECH) } : {}),
    };
  });
}
