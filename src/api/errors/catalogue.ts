/** Every error that the API answers: what it means and how it is mended. The pages in docs/errors come from here. */
import { unknownThing, type ErrorPage } from './error-page.ts';
import { EVENT_PAGES } from './event-pages.ts';
import { KNOWLEDGE_PAGES } from './knowledge-pages.ts';
import { RESOURCE_PAGES } from './resource-pages.ts';
import { SIMULATION_PAGES } from './simulation-pages.ts';
import { TENANCY_PAGES } from './tenancy-pages.ts';

export type { ErrorPage };

/** By code. */
export const ERROR_PAGES = {
  'invalid-request': {
    status: 400,
    title: 'The request breaks a rule',
    meaning: 'One or more fields are missing, unknown, of the wrong type or outside their limits.',
    mend: 'Each entry of `errors` names the field in `param`, the rule, and how to mend it.',
  },
  'invalid-json': {
    status: 400,
    title: 'The body is not JSON',
    meaning: 'The body could not be read as JSON; `detail` tells the line and column.',
    mend: 'Send a JSON object in UTF-8. Look for trailing commas, single quotes and cut-off bodies.',
  },
  'transport-unsupported': {
    status: 400,
    title: 'A SIP address that can not be reached',
    meaning: '`to` names a transport that Parley does not speak, or asks for UDP in a `sips:` URI.',
    mend: 'Use `;transport=udp`, `tcp` or `tls`, or none; a `sips:` URI goes over TLS.',
  },
  'invalid-text': {
    status: 400,
    title: 'A text that can not be kept',
    meaning: 'A text holds a character that can not be stored, such as NUL or half of a surrogate pair.',
    mend: 'Remove the character; send valid UTF-8.',
  },
  'voice-unknown': {
    status: 400,
    title: 'No such voice',
    meaning: 'The voice asked for is not configured here.',
    mend: 'Choose one that GET /v1/voices lists.',
  },
  'provider-unknown': {
    status: 400,
    title: 'No such provider',
    meaning: 'The provider that is named does not exist here, or does not do what it is named for.',
    mend: 'Choose one that GET /v1/providers lists with that stage.',
  },
  'provider-missing': {
    status: 400,
    title: 'A model without its provider',
    meaning: 'A model is named, and whose it is cannot be told.',
    mend: 'Name the provider beside the model.',
  },
  'provider-key-missing': {
    status: 400,
    title: 'The provider has no key',
    meaning:
      'The agent names a provider whose key neither your organization nor the server has. Nothing was dialled.',
    mend: 'Bring the key with POST /v1/provider-keys, or name another provider.',
  },
  'model-unknown': {
    status: 400,
    title: 'No such model',
    meaning: 'The provider has no model of this name.',
    mend: 'Leave the model out, or use the one that the answer names.',
  },
  'tuning-unavailable': {
    status: 400,
    title: 'This voice cannot be tuned',
    meaning: '`voice.tuning` is given, and the provider of the voice has nothing to be told there.',
    mend: 'Leave `voice.tuning` out, or choose a provider that the answer names.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    meaning:
      'The key, its organization, or whoever signs in has asked more often than is allowed; Flireo’s control endpoint takes ten commands a minute for one call. Nothing was done.',
    mend: 'Repeat the request after the seconds in `Retry-After`; the `RateLimit-…` headers of every answer tell how many may follow.',
  },
  'model-missing': {
    status: 400,
    title: 'No model is named',
    meaning: 'The provider serves whatever its owner loaded, so that the model must be named.',
    mend: 'Name it in `llm.model`.',
  },
  'language-unspeakable': {
    status: 400,
    title: 'Nobody speaks the language',
    meaning:
      'Nothing that is configured can both hear and speak the wanted language, nor the agent’s own. Nothing was dialled.',
    mend: 'Bring the key of a provider that can (POST /v1/provider-keys), install local models, or choose another language.',
  },
  'url-refused': {
    status: 400,
    title: 'An address that may not be reached',
    meaning: 'The URL leads into a private network, or is none.',
    mend: 'Use a public address. The operator may open a network with PARLEY_ALLOW_NETWORKS.',
  },
  unauthorized: {
    status: 401,
    title: 'No valid key',
    meaning:
      'The `Authorization` header is missing, has another form, or holds a key that is unknown or revoked.',
    mend: 'Send `Authorization: Bearer pk_live_…`. Make a key with `npx parley keys create`.',
  },
  ...TENANCY_PAGES,
  ...RESOURCE_PAGES,
  ...SIMULATION_PAGES,
  'dial-denied': {
    status: 403,
    title: 'This call may not be dialled',
    meaning:
      'The dial authority refused. `rule` names the rule that fired: the form of the address, suppression, the destination allow list, or no usable caller number. No call was made.',
    mend: 'Read `detail`; it names what the rule looked at. Trying again unchanged gives the same answer. A number is written as `+` and 7 to 15 digits, the first not 0; a SIP address as `sip:user@host`.',
  },
  'agent-unknown': unknownThing('agent', 'an'),
  'agent-version-unknown': unknownThing('version of this agent'),
  'call-unknown': unknownThing('call'),
  'campaign-unknown': unknownThing('campaign'),
  'lead-unknown': unknownThing('lead'),
  'batch-unknown': unknownThing('batch'),
  'campaign-state': {
    status: 409,
    title: 'Not in this state of the campaign',
    meaning:
      'A campaign is draft, running, paused, completed or cancelled, and not everything can be done in each: one that is over changes no more, one that runs cannot be deleted.',
    mend: 'The answer names the state and what can be done in it.',
  },
  'note-unknown': unknownThing('note on this call'),
  'rating-unknown': unknownThing('rating of this call by this person'),
  'erasure-unknown': unknownThing('erasure', 'an'),
  'trunk-unknown': unknownThing('trunk'),
  'number-unknown': unknownThing('number'),
  'suppression-unknown': unknownThing('suppression'),
  ...KNOWLEDGE_PAGES,
  'template-unknown': {
    status: 404,
    title: 'No such template',
    meaning: 'The path names a template that is not shipped with this release.',
    mend: 'Take a name from GET /v1/templates; `detail` lists them.',
  },
  'provider-key-unknown': unknownThing('key of a provider'),
  'recording-unknown': {
    status: 404,
    title: 'No recording',
    meaning: 'The call has no recording: it was never answered, or its audio could not be written.',
    mend: 'Read the call: `recording` is null, and its events say why.',
  },
  'capture-unknown': {
    status: 404,
    title: 'No capture',
    meaning: 'The call has no packet capture: nobody asked for one before it ended, or it was erased.',
    mend: 'Ask with the call (`capture: true`), or while it is on the line: POST /v1/calls/{id}/capture.',
  },
  'capture-not-ready': {
    status: 409,
    title: 'The capture is not ready',
    meaning: 'The call has not ended; its packets are kept in one file at the end.',
    mend: 'Ask again when the call has ended.',
  },
  'analysis-unknown': {
    status: 404,
    title: 'No analysis',
    meaning: 'The call ended under a release that made none, or was brought here from elsewhere.',
    mend: 'Ask for one: POST /v1/calls/{id}/analysis.',
  },
  'link-invalid': {
    status: 404,
    title: 'The link does not work',
    meaning: 'The signed link is damaged, or its time is over.',
    mend: 'Read the call again; the answer carries a fresh link.',
  },
  'route-unknown': {
    status: 404,
    title: 'No such address',
    meaning: 'Nothing is served at this path.',
    mend: 'Compare the path with /openapi.json. The native API begins with /v1/.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Wrong method',
    meaning: 'The path exists, but not for this method. The `Allow` header lists those it takes.',
    mend: 'Use one of the methods in `Allow`.',
  },
  'recording-not-ready': {
    status: 409,
    title: 'The recording is not finished',
    meaning: 'The call still runs; its recording is closed when it ends.',
    mend: 'Ask again when the call is `ended`, or follow its events.',
  },
  'analysis-not-ready': {
    status: 409,
    title: 'The analysis is not there yet',
    meaning: 'The call still runs, or a language model is still at its analysis.',
    mend: 'Ask again a few seconds after the call has `ended`, or read its events for `analysis-finished`.',
  },
  'recording-unreachable': {
    status: 503,
    title: 'The recording is out of reach',
    meaning: 'The bucket that holds the recording does not answer, or refuses; `detail` tells what it said.',
    mend: 'Try again; if it stays, the operator checks PARLEY_RECORDINGS_URL and its keys.',
  },
  ...EVENT_PAGES,
  'call-not-ended': {
    status: 409,
    title: 'The call has not ended',
    meaning: 'Only a call that has ended can be deleted.',
    mend: 'Hang it up first, wait for `ended`, and repeat.',
  },
  'call-ended': {
    status: 409,
    title: 'The call has already ended',
    meaning: 'A call that has ended can not be hung up.',
    mend: 'Nothing to do: read the call for its outcome.',
  },
  'call-not-in-progress': {
    status: 409,
    title: 'The call is not in progress',
    meaning: 'A call can be told something from its answer to its end; this one has not begun or is over.',
    mend: 'Follow its events and act after `call-answered`. To withdraw a waiting call use hangup.',
  },
  'call-can-not': {
    status: 409,
    title: 'This call can not do that',
    meaning: 'The agent of this call lacks what the command needs, such as a language model.',
    mend: '`detail` names what is missing and which command serves instead.',
  },
  'number-taken': {
    status: 409,
    title: 'The number is already there',
    meaning: 'The organization already has a number with this E.164 form.',
    mend: 'Update the existing number instead; find it with GET /v1/numbers.',
  },
  'provider-key-taken': {
    status: 409,
    title: 'The provider has a key already',
    meaning: 'An organization has one key a provider.',
    mend: 'Change it with PATCH, or delete it first; GET /v1/provider-keys lists it.',
  },
  'idempotency-key-busy': {
    status: 409,
    title: 'The first request with this key still runs',
    meaning: 'Another request with the same `Idempotency-Key` has not been answered yet.',
    mend: 'Repeat it after the seconds in `Retry-After`; the first answer is then given again.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'No such range',
    meaning: 'The `Range` header asks for bytes beyond the end of the file.',
    mend: 'The `Content-Range` header tells the size.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'Bodies of up to 1 MiB are read.',
    mend: 'Shorten the prompt or the flow; put large data behind a tool.',
  },
  'media-type-unsupported': {
    status: 415,
    title: 'Not a JSON body',
    meaning: 'The `Content-Type` of the body is not `application/json`.',
    mend: 'Send JSON with `Content-Type: application/json`.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The key was used for another request',
    meaning: 'The same `Idempotency-Key` came with a different body within 24 hours.',
    mend: 'Use a new key for a new request; repeat a request with its body unchanged.',
  },
  'variable-missing': {
    status: 400,
    title: 'A placeholder has no value',
    meaning:
      'The agent says `{{name}}`, and neither the request nor the agent gives it a value. Nothing was dialled.',
    mend: 'Give each name in `errors` a value in `variables`, or a default in the agent.',
  },
  'open-speech-missing': {
    status: 400,
    title: 'Nothing configured hears open speech',
    meaning:
      'A node of the flow asks for free words or an e-mail address, and the only speech recogniser of the call hears expected phrases and digits alone.',
    mend: 'Bring a key of a speech-to-text provider (POST /v1/provider-keys), or use a choice, digits or a date in the node that `detail` names.',
  },
  'llm-missing': {
    status: 400,
    title: 'No language model is configured',
    meaning: 'A prompt agent, or a prompt node of a flow, needs a language model, and none is configured.',
    mend: 'Set PARLEY_LLM_URL (and _KEY, _MODEL), or give the agent a `flow`, which needs none.',
  },
  'shutting-down': {
    status: 503,
    title: 'The server is shutting down',
    meaning: 'No new calls are taken; the running ones are being finished. Nothing was accepted.',
    mend: 'Repeat the request after the seconds in `Retry-After`.',
  },
  'database-unreachable': {
    status: 503,
    title: 'The database does not answer',
    meaning: 'The database is out of reach, so nothing was accepted.',
    mend: 'Repeat the request. The operator finds the cause with `parley doctor`.',
  },
  'action-foreign': {
    status: 400,
    title: 'The tool belongs to another API',
    meaning: 'The tool was not made as an action of Synthflow, whose fields it does not have.',
    mend: 'Change it where it was made: PATCH /v1/tools/{id}.',
  },
  'ws-media-unavailable': {
    status: 503,
    title: 'Calls over a WebSocket are not offered',
    meaning: 'Media goes by SIP and RTP alone; Synthflow’s test calls over a WebSocket have no place here.',
    mend: 'Call a SIP URI to test (POST /calls with `phone` "sip:…"), or listen to a call at GET /v1/calls/{id}/live.',
  },
  'not-ready': {
    status: 503,
    title: 'Not ready',
    meaning: 'A part that calls need is out of reach: the database, the phone or the media threads.',
    mend: 'The body names the part; `parley doctor` says what to mend.',
  },
  internal: {
    status: 500,
    title: 'A fault of ours',
    meaning: 'Something went wrong inside. It is logged with the `request_id` of the answer.',
    mend: 'Try again; if it stays, report it with the `request_id`.',
  },
} as const satisfies Record<string, ErrorPage>;

/** A code with a page. */
export type ErrorCode = keyof typeof ERROR_PAGES;

/** The page of any code; rooms below may know codes that have none yet. */
export function pageOf(code: string): ErrorPage | undefined {
  return (ERROR_PAGES as Record<string, ErrorPage>)[code];
}
