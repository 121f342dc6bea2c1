/** Telephone numbers and SIP addresses at the border. */
import { Type } from 'typebox';

/** ITU-T E.164: plus, 7 to 15 digits, the first not 0. */
export const E164_PATTERN = '^\\+[1-9]\\d{6,14}$';

export const E164 = Type.String({
  pattern: E164_PATTERN,
  description: 'A telephone number in E.164: `+`, then 7 to 15 digits, the first not 0.',
  examples: ['+34600111222'],
});
