/** Synthflow: every line of its page and every documented field, by what it does. */
import { conform } from './conform.ts';
import type { Coverage } from './coverage.ts';
import { actionFieldRows } from './synthflow/action-fields.ts';
import { agentRows } from './synthflow/agents.ts';
import { callRows } from './synthflow/calls.ts';
import { checklistRows } from './synthflow/checklist.ts';
import { leftOut } from './synthflow/left-out.ts';
import { logRows } from './synthflow/logs.ts';
import { numberRows } from './synthflow/numbers.ts';
import { restRows } from './synthflow/rest.ts';
import { openWorld } from './synthflow/world.ts';
import { actionRows } from './synthflow-resources/actions.ts';
import { restRows as otherRows } from './synthflow-resources/rest.ts';
import { openRig } from './synthflow-resources/rig.ts';
import { surfaceRows } from './synthflow-resources/surfaces.ts';

/** Stores in memory where they suffice, PostgreSQL for the rest. */
async function open(coverage: Coverage) {
  const [world, rig] = await Promise.all([openWorld(), openRig()]);
  coverage.watch(world.api.app);
  coverage.watch(rig.server.api.app);
  return { close: async () => void (await Promise.all([world.api.close(), rig.close()])) };
}

conform(
  'synthflow',
  open,
  [
    ...[...agentRows, ...numberRows, ...callRows, ...logRows, ...restRows, ...actionFieldRows],
    ...[...checklistRows, ...actionRows, ...surfaceRows, ...otherRows],
  ],
  leftOut,
);
