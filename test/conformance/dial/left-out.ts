/** What of dial's document the table cannot exercise, and why; docs/dialect-fields.md says the same to users. */
import type { LeftOut } from '../coverage.ts';

export const leftOut: LeftOut = {};
