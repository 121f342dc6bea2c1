/** A dialect's checklist as a table: each row is tested for its effect, and the count is printed. */
import { test } from 'node:test';

/** A line of the vendor's page, and what proves it. */
export type Row<Rig> = readonly [line: string, check: (rig: Rig) => Promise<void>];

/** Runs the rows one after the other on one rig; ends with `conformance <vendor>: <n> checks`. */
export function conform<Rig extends { close(): Promise<void> }>(
  vendor: string,
  open: () => Promise<Rig>,
  rows: readonly Row<Rig>[],
): void {
  test(`conformance ${vendor}`, async (t) => {
    const rig = await open();
    t.after(() => rig.close());
    for (const [line, check] of rows) await t.test(line, () => check(rig));
    t.diagnostic(`conformance ${vendor}: ${rows.length} checks`);
  });
}
