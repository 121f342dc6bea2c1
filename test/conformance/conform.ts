/** A dialect's checklist as a table: each row is tested for its effect, and the count is printed. */
import { test } from 'node:test';
import { openCoverage, type Coverage, type LeftOut } from './coverage.ts';

/** A line of the vendor's page, and what proves it. */
export type Row<Rig> = readonly [line: string, check: (rig: Rig) => Promise<void>];

/**
 * Runs the rows one after the other on one rig, then looks whether they touched all that the dialect's document names
 * (coverage.ts): `open` is given the coverage to `watch` its server. Ends with `conformance <vendor>: <n> checks, …`.
 * Without `leftOut` the rows are counted only.
 */
export function conform<Rig extends { close(): Promise<void> }>(
  vendor: string,
  open: (coverage: Coverage) => Promise<Rig>,
  rows: readonly Row<Rig>[],
  leftOut?: LeftOut,
): void {
  test(`conformance ${vendor}`, async (t) => {
    const coverage = leftOut ? openCoverage(vendor, leftOut) : null;
    const rig = await open(coverage ?? { record() {}, watch() {}, report() {} });
    t.after(() => rig.close());
    for (const [line, check] of rows) await t.test(line, () => check(rig));
    if (coverage) await t.test('every documented field and operation', () => coverage.report(rows.length));
    else t.diagnostic(`conformance ${vendor}: ${rows.length} checks`);
  });
}
