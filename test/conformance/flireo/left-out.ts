/** Documented fields of Flireo that no row exercises; each reason stands in docs/dialect-fields.md too. */
import type { LeftOut } from '../coverage.ts';

export const leftOut: LeftOut = {
  'POST /organizations > email': 'a new organization has no members yet, hence no owner with an address',
};
