/** Resend as a vendor whose key an organization brings: it speaks and thinks nothing. */
import type { VendorRow } from '../catalogue/vendor-row.ts';
import { RESEND_URL } from './mailer.ts';

export const RESEND: VendorRow = {
  id: 'resend',
  title: 'Resend',
  docs: 'https://resend.com/docs/api-reference/api-keys/create-api-key',
  needsKey: true,
  // https://resend.com/docs/api-reference/domains/list-domains
  probe: (key, url) => ({
    url: `${(url ?? RESEND_URL).replace(/\/+$/, '')}/domains`,
    headers: { authorization: `Bearer ${key}` },
  }),
};
