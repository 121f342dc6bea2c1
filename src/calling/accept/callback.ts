/** Another call of the same agent to the same person, arranged in a call; the authority judges it now and when it is due. */
import type { Callbacks } from '#conversation';
import { isE164, type Call, type CreateCall } from '#domain';
import { AppError, spellNative, type Millis } from '#kernel';
import { acceptCall } from './accept-call.ts';
import type { AcceptOptions } from './prepare-call.ts';

/** Filled in anew for every call. */
const OWN = new Set([
  ...['call_id', 'to_number', 'from_number', 'person'],
  ...['user_phone_number', 'to_phone_number', 'from_phone_number'],
]);

/** A call that arranges another one, which arranges another one …: so many in a row, then a person must ask anew. */
export const MOST_IN_A_ROW = 5;
/** A model that arranges one at every turn must not fill somebody's day. */
export const MOST_IN_A_CALL = 3;

/** @throws (its `schedule`) AppError `callback-impossible`, `callback-limit` (422), and what `acceptCall` throws */
export function callbacksOf(call: Call, options: AcceptOptions): Callbacks {
  let arranged = 0;
  return {
    async schedule({ due, reason }) {
      if (arranged >= MOST_IN_A_CALL) throw limit(`This call has arranged ${MOST_IN_A_CALL} others already.`);
      arranged += 1;
      // Whoever asked for the call asks for this one too; there is no key of a client behind it.
      const tenant = {
        organizationId: call.organizationId,
        keyId: call.id,
        mode: call.test ? 'test' : 'live',
      } as const;
      const { call: made } = await acceptCall(tenant, callbackOf(call, due, reason), options);
      return { call: spellNative('call', made.id), due: made.notBefore ?? due };
    },
  };
}

/** What the call ran, to be run again as it was: same version, same overrides, secrets still sealed. */
export function callbackOf(call: Call, due: Millis, reason: string): CreateCall {
  const { plan, direction, source } = call;
  const to = direction === 'outbound' ? call.to : call.from;
  if (to === null || (direction === 'inbound' && !isE164(to)))
    throw new AppError({
      code: 'callback-impossible',
      status: 422,
      message: 'The caller showed no number to call back.',
    });
  const place = placeOf(source) + 1;
  if (place > MOST_IN_A_ROW)
    throw limit(
      `${MOST_IN_A_ROW} calls in a row were arranged by the one before. The person may call instead.`,
    );
  const variables = Object.entries(plan.variables).filter(([name]) => !OWN.has(name));
  const asked = `The person asked in an earlier call to be called now.${reason === '' ? '' : ` It is about: ${reason}`}`;
  return {
    agent:
      plan.agentId === null
        ? { kind: 'inline', config: plan.config }
        : { kind: 'saved', agentId: plan.agentId, versionId: plan.versionId, ifVersionUnknown: 'production' },
    to,
    person: call.person,
    from: null,
    numberId: direction === 'outbound' ? call.requestedNumberId : call.numberId,
    trunkId: call.requestedTrunkId,
    variables: Object.fromEntries(variables),
    overrides: { config: plan.config, context: [plan.context, asked].filter(Boolean).join('\n') },
    metadata: call.metadata,
    notBefore: due,
    unresolvedVariables: 'omit',
    pendingFeatures: [],
    source: {
      api: source.api === 'sip' ? 'native' : source.api,
      data: { ...source.data, callback_of: spellNative('call', call.id), callback_number: place },
    },
  };
}

/** 0 for a call that a request or a caller began. */
function placeOf({ data }: Call['source']): number {
  const place = data['callback_number'];
  return typeof place === 'number' ? place : 0;
}

function limit(message: string): AppError {
  return new AppError({ code: 'callback-limit', status: 422, message });
}
