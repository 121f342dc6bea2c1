/** Variables that every call has, under the names and in the spelling of the API that made it. */
import type { ApiName, CreateCall, Direction } from '#domain';
import { spellHex, spellNative, type Id } from '#kernel';

const FROM_NUMBER = 'from_number';
const OUR_NUMBER = 'our_number';

/** Known only when the dial authority has chosen it; filled in before the first word. */
export function callerNumberNames(api: ApiName): readonly string[] {
  return [FROM_NUMBER, OUR_NUMBER, ...(api === 'synthflow' ? ['from_phone_number'] : [])];
}

/** The same whichever way a call goes, for requests of tools. */
function ofAnyCall(
  { metadata }: Pick<CreateCall, 'metadata'>,
  id: Id,
  direction: Direction,
): Readonly<Record<string, unknown>> {
  return { call_uuid: id, call_direction: direction, call_metadata: metadata };
}

/** What is known of a call that comes in. */
export function incomingVariables(
  input: Pick<CreateCall, 'metadata'>,
  id: Id,
  caller: string,
  ours: string,
): Readonly<Record<string, unknown>> {
  return {
    ...ofAnyCall(input, id, 'inbound'),
    ...{ call_id: callIdAt('sip', id), to_number: ours, from_number: caller, [OUR_NUMBER]: ours },
  };
}

/** The caller's number under each of its names. */
export function callerNumber(api: ApiName, from: string | null): Record<string, string | null> {
  return Object.fromEntries(callerNumberNames(api).map((name) => [name, from]));
}

/** What the engine knows of a call before it is dialled. */
export function builtInVariables(input: CreateCall, id: Id): Readonly<Record<string, unknown>> {
  const { name, email, time_zone } = input.person;
  const { api } = input.source;
  return {
    ...ofAnyCall(input, id, 'outbound'),
    call_id: callIdAt(api, id),
    to_number: input.to,
    ...(input.from === null ? {} : callerNumber(api, input.from)),
    // https://docs.synthflow.ai/variables
    ...(api === 'synthflow' ? { user_phone_number: input.to, to_phone_number: input.to } : {}),
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    person: {
      number: input.to,
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(time_zone === undefined ? {} : { time_zone }),
    },
  };
}

/** As the API's own answers spell it, so that whoever is told it can ask for the call. */
export function callIdAt(api: ApiName, id: Id): string {
  switch (api) {
    case 'native':
    case 'sip':
      return spellNative('call', id);
    case 'dial':
      return spellHex(id);
    case 'meetzy':
    case 'synthflow':
    case 'flireo':
      return id;
  }
}
