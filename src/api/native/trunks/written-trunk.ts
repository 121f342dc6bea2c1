/** A trunk as a body wants it: its addresses brought together, its rules checked. */
import {
  TWILIO_URI,
  trunkFaults,
  trunkSettingFields,
  withFirstGateway,
  type Trunk,
  type TrunkSettings,
} from '#domain';
import { invalidRequest } from '#kernel';

type Body = Partial<TrunkSettings> & {
  readonly uri?: string;
  readonly username?: string | null;
};
export type Written = Pick<Trunk, 'uri' | 'username'> & { readonly settings?: Partial<TrunkSettings> };

/**
 * What is kept. `uri` alone is another address for the first gateway; `gateways` alone brings its own.
 * @param before null: there is none yet. @throws AppError `invalid-request` naming each field
 */
export function writtenTrunk(body: Body, before: Written | null): Written {
  const wished = settingsIn(body);
  const usual = wished.kind === 'twilio' && before?.settings?.kind !== 'twilio' ? TWILIO_URI : before?.uri;
  const uri = body.uri ?? wished.gateways?.[0]?.uri ?? usual;
  if (uri === undefined) {
    const message = 'is required; give it, or `gateways`.';
    throw invalidRequest([{ param: 'uri', rule: 'required', message }]);
  }
  const merged = { ...before?.settings, ...wished };
  const settings = wished.gateways ? merged : withFirstGateway(merged, uri);
  const username = body.username === undefined ? (before?.username ?? null) : body.username;
  const trunk = { uri, username, ...(Object.keys(settings).length > 0 ? { settings } : {}) };
  const faults = trunkFaults(trunk);
  if (faults.length > 0) throw invalidRequest(faults);
  return trunk;
}

/** The settings among a body's fields. */
function settingsIn(body: Readonly<Record<string, unknown>>): Partial<TrunkSettings> {
  return Object.fromEntries(
    Object.keys(trunkSettingFields).flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
  );
}
