/** Telephone numbers and SIP addresses at the border. */
import { Type } from 'typebox';

/** ITU-T E.164: plus, 7 to 15 digits, the first not 0. */
export const E164_PATTERN = '^\\+[1-9]\\d{6,14}$';

export const E164 = Type.String({
  pattern: E164_PATTERN,
  description: 'A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0.',
  examples: ['+34600111222'],
});

/** `sip:host[:port]`, without a user: the number dialled goes before it. */
export const TrunkUri = Type.String({
  maxLength: 300,
  pattern: '^[sS][iI][pP]:(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?$',
  description: 'Where the trunk is: `sip:`, a host or an address, and perhaps a port; no user.',
  examples: ['sip:sip.example.com:5060'],
});
