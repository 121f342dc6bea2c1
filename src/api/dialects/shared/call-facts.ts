/** What several vendors read from a call, each to write it in its own way. */
import type { Call, EndReason } from '#domain';
import type { Json } from './fields.ts';

/** From the answer to the end, ms; null before the end, 0 when nobody answered. */
export function talkMs(call: Call): number | null {
  if (call.endedAt === null) return null;
  return call.answeredAt === null ? 0 : Math.max(0, call.endedAt - call.answeredAt);
}

/** The human's number and ours, whichever way the call went. */
export function parties(call: Call): { readonly person: string; readonly ours: string } {
  return call.direction === 'outbound'
    ? { person: call.to, ours: call.from ?? '' }
    : { person: call.from ?? '', ours: call.to };
}

/** The one cause of the end, once there is one. */
export function endReason(call: Call): EndReason | null {
  return call.outcome?.end_reason ?? null;
}

/** What this vendor's create kept with the call; empty for a call that another API made. */
export function ownData(call: Call, api: Call['source']['api']): Json {
  return call.source.api === api ? call.source.data : {};
}

/** Drops the members that are undefined, for shapes in which an unknown key is left out. */
export function present(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}
