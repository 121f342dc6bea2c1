/** POST /call to the native input. Every key that the page does not name is a parameter of the conversation. */
import { notFound, parseId } from '#kernel';
import type { CreateCall } from '#domain';
import { Fields, isJson, type Json } from '../shared/fields.ts';
import { DEFAULT_LANGUAGE, languageTag, slotOf, voiceSlot } from './slots.ts';

const RESERVED = new Set([
  'phone',
  'playbook_id',
  'version_id',
  'voice_id',
  'voice_model',
  'language',
  'interrupt',
]);

/** @throws AppError `invalid-request` naming each field; `playbook-unknown` for what can be no playbook's id */
export function toCreateCall(body: unknown): CreateCall {
  const fields = new Fields(body);
  const to = fields.requiredText('phone');
  const playbook = fields.requiredText('playbook_id');
  const version = fields.text('version_id');
  const language = fields.text('language');
  const interrupt = readInterrupt(fields);
  fields.finish();
  const agentId = parseId(playbook);
  if (agentId === null) throw notFound('playbook', 'playbook_id');
  const params = customParams(fields.raw);
  const slot = voiceSlot(fields.raw['voice_id'], fields.raw['voice_model']);
  const namesSlot = fields.has('voice_id') || fields.has('voice_model');
  return {
    agent: {
      kind: 'saved',
      agentId,
      versionId: version === null ? null : parseId(version),
      ifVersionUnknown: 'production',
    },
    to,
    person: {},
    from: null,
    numberId: null,
    trunkId: null,
    variables: params,
    overrides: {
      interruptible: interrupt,
      // Without a slot the playbook's own voice speaks, and slot 6 where it has none.
      ...(namesSlot ? { voice: slotOf(slot) } : { voiceDefault: slotOf(slot) }),
      // The status `voicemail`: a mailbox was reached, and nothing was said to it.
      machineDefaults: { on_machine: 'hang_up' },
      ...(language === null || language === '' ? {} : { language: languageTag(language) }),
    },
    metadata: {},
    notBefore: null,
    unresolvedVariables: 'omit',
    singleBraces: true,
    pendingFeatures: [],
    source: {
      api: 'meetzy',
      data: {
        params,
        ...slot,
        language: language ?? DEFAULT_LANGUAGE,
        interrupt,
      },
    },
  };
}

/** Unknown top-level keys, and those of an object under `params`; a flat key wins over a nested one. */
export function customParams(body: Json): Record<string, unknown> {
  const flat = Object.entries(body).filter(([key]) => !RESERVED.has(key));
  const nested = body['params'];
  if (!isJson(nested)) return Object.fromEntries(flat);
  return { ...nested, ...Object.fromEntries(flat.filter(([key]) => key !== 'params')) };
}

/** May the callee cut in; also as the texts "true" and "false". Absent: no. */
function readInterrupt(fields: Fields): boolean {
  const value = fields.raw['interrupt'];
  if (typeof value === 'string' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return fields.flag('interrupt') ?? false;
}
