/** What holds for trunks that are an account at Twilio. Pure. */
import type { FieldFault } from '#kernel';
import type { Trunk } from './trunk.ts';
import type { TrunkSettings } from './trunk-schema.ts';

/** Of calls that name no region. */
export const TWILIO_URI = 'https://api.twilio.com';

/** Settings that mean something there: what else there is belongs to SIP or to our own RTP. */
const ITS_OWN = new Set(['kind', 'number_translation']);
const ACCOUNT_SID = /^AC[0-9a-f]{32}$/;

export function isTwilio({ settings }: Pick<Trunk, 'settings'>): boolean {
  return settings?.kind === 'twilio';
}

/** Each names its field, the rule and the mend. */
export function twilioFaults(
  uri: string,
  username: string | null,
  settings: Partial<TrunkSettings>,
): FieldFault[] {
  const needless = Object.keys(settings).filter((name) => !ITS_OWN.has(name));
  return [
    ...(/^https?:\/\//.test(uri)
      ? []
      : [
          {
            param: 'uri',
            rule: 'twilio',
            message: `must be the address of Twilio's API; leave it out for ${TWILIO_URI}.`,
          },
        ]),
    ...(ACCOUNT_SID.test(username ?? '')
      ? []
      : [
          {
            param: 'username',
            rule: 'account-sid',
            message: 'must be the Account SID: AC and 32 hexadecimal digits; `password` is the Auth Token.',
          },
        ]),
    ...needless.map((param) => ({
      param,
      rule: 'twilio',
      message: 'has no effect on calls through Twilio; leave it out.',
    })),
  ];
}
