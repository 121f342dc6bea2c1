/** Services behind tools whose key an organization brings: they speak and think nothing. */
import type { VendorRow } from './vendor-row.ts';

const under = (base: string, path: string): string => `${base.replace(/\/+$/, '')}${path}`;

export const SERVICE_VENDORS: readonly VendorRow[] = [
  {
    // The key is `<account SID>:<auth token>`.
    id: 'twilio',
    title: 'Twilio',
    docs: 'https://www.twilio.com/docs/iam/api/account',
    needsKey: true,
    probe: (key, url) => ({
      url: under(
        url ?? 'https://api.twilio.com',
        `/2010-04-01/Accounts/${encodeURIComponent(key.split(':')[0]!)}.json`,
      ),
      headers: { authorization: `Basic ${Buffer.from(key).toString('base64')}` },
    }),
  },
  {
    id: 'cal_com',
    title: 'Cal.com',
    docs: 'https://cal.com/docs/api-reference/v2/me/get-my-profile',
    needsKey: true,
    probe: (key, url) => ({
      url: under(url ?? 'https://api.cal.com', '/v2/me'),
      headers: { authorization: `Bearer ${key}`, 'cal-api-version': '2024-08-13' },
    }),
  },
  {
    // The key is `<location id>:<token>`.
    id: 'gohighlevel',
    title: 'GoHighLevel',
    docs: 'https://highlevel.stoplight.io/docs/integrations/0443d7d1a4bd0-overview',
    needsKey: true,
    probe: (key, url) => ({
      url: under(
        url ?? 'https://services.leadconnectorhq.com',
        `/locations/${encodeURIComponent(key.split(':')[0]!)}`,
      ),
      headers: { authorization: `Bearer ${key.slice(key.indexOf(':') + 1)}`, version: '2021-07-28' },
    }),
  },
];
