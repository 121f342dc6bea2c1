/** Errors of events as they are told: streams, live listening, webhooks. */
import { unknownThing, type ErrorPage } from './error-page.ts';

export const EVENT_PAGES = {
  'upgrade-required': {
    status: 426,
    title: 'This is a WebSocket',
    meaning: 'The path is served to WebSocket clients only.',
    mend: 'Connect with a WebSocket client, to `ws:` or `wss:` at the same path.',
  },
  'ticket-invalid': {
    status: 401,
    title: 'The ticket is void',
    meaning: 'The ticket to a live call is damaged, or its minute is over.',
    mend: 'Ask for a new one with POST /v1/calls/{id}/live-tickets and connect at once.',
  },
  'call-elsewhere': {
    status: 421,
    title: 'Another node holds the call',
    meaning:
      'The audio of a running call lies in the memory of the node that holds it; `node` and `sip_address` name it.',
    mend: 'Connect to that node.',
  },
  'stream-position-lost': {
    status: 410,
    title: 'The stream can not be resumed from there',
    meaning:
      'Nobody has read the events of this organization for a day, or more have come since than are kept.',
    mend: 'Connect without Last-Event-ID, then list the calls that changed meanwhile (`created_from`, `ended_from`).',
  },
  'webhook-endpoint-unknown': unknownThing('webhook endpoint'),
  'webhook-delivery-unknown': unknownThing('webhook delivery'),
  'event-unknown': unknownThing('event', 'an'),
  'webhook-endpoint-off': {
    status: 409,
    title: 'The webhook endpoint is switched off',
    meaning: 'Nothing is sent to this endpoint: you switched it off, or we did after long failure.',
    mend: 'Switch it on with PATCH /v1/webhook-endpoints/{id} and `active: true`, then try again.',
  },
} as const satisfies Record<string, ErrorPage>;
