/** POST /calls to the native input. */
import { invalidRequest, parseId } from '#kernel';
import { isE164, type CreateCall, type Person } from '#domain';
import { Fields } from '../shared/fields.ts';
import { doubleBraces } from '../shared/placeholders.ts';
import { isTimeZone } from '../shared/time-zone.ts';
import { customVariables } from './custom-variables.ts';

/** The engine knows these of every call (https://docs.synthflow.ai/variables). */
const SYSTEM = new Set(['call_id', 'user_phone_number', 'from_phone_number', 'to_phone_number']);

/** @throws AppError `invalid-request` naming each field; an id that can be no agent's is one too (400, not 404) */
export function toCreateCall(body: unknown): CreateCall {
  const fields = new Fields(body);
  const model = fields.requiredText('model_id');
  const agentId = parseId(model);
  if (model !== '' && agentId === null) fields.fail('model_id', 'No agent has this id.', 'unknown');
  const to = fields.requiredText('phone');
  const name = fields.requiredText('name', 'empty-allowed');
  const from = given(fields.text('from_phone_number'));
  if (from !== null && !isE164(from))
    fields.fail('from_phone_number', 'Must be one of your numbers, e.g. +15550100001.', 'e164');
  const custom = customVariables(fields);
  const email = given(fields.text('lead_email'));
  const timeZone = given(fields.text('lead_timezone'));
  if (timeZone !== null && !isTimeZone(timeZone))
    fields.fail('lead_timezone', 'Must be an IANA time zone, e.g. Europe/Berlin.', 'time-zone');
  const prompt = given(fields.text('prompt'));
  const greeting = given(fields.text('greeting'));
  const webhook = fields.webAddress('external_webhook_url');
  const externalId = fields.text('external_id');
  fields.finish();
  if (agentId === null) throw invalidRequest([{ param: 'model_id', message: 'No agent has this id.' }]);
  const person: Person = {
    ...(name === '' ? {} : { name }),
    ...(email === null ? {} : { email }),
    ...(timeZone === null ? {} : { time_zone: timeZone }),
  };
  return {
    agent: { kind: 'saved', agentId, versionId: null, ifVersionUnknown: 'production' },
    to,
    person,
    from,
    numberId: null,
    trunkId: null,
    variables: {
      ...(name === '' ? {} : { name }),
      ...(email === null ? {} : { lead_email: email }),
      // System variables are put in first on the vendor's side, so that a custom one of the same name never shows.
      ...Object.fromEntries(Object.entries(custom).filter(([key]) => !SYSTEM.has(key))),
    },
    overrides: {
      // Without `voicemail_message` a machine is hung up on: `hangup_on_voicemail`.
      machineDefaults: { on_machine: 'hang_up' },
      ...(prompt === null ? {} : { prompt: doubleBraces(prompt) }),
      ...(greeting === null ? {} : { greeting: doubleBraces(greeting) }),
    },
    metadata: {},
    notBefore: null,
    unresolvedVariables: 'omit',
    pendingFeatures: [],
    source: {
      api: 'synthflow',
      data: {
        custom_variables: custom,
        ...(webhook === null ? {} : { external_webhook_url: webhook }),
        ...(externalId === null ? {} : { external_id: externalId }),
      },
    },
  };
}

/** Some clients send "" for what they do not mean. */
function given(text: string | null): string | null {
  return text === '' ? null : text;
}
