/** Flireo: every line of its page and every documented field, by what it does. */
import { conform, type Row } from './conform.ts';
import type { Coverage } from './coverage.ts';
import { agentChecks } from './flireo/agents.ts';
import { blockChecks } from './flireo/blocks.ts';
import { callChecks } from './flireo/calls.ts';
import { conventionChecks } from './flireo/conventions.ts';
import { hookChecks } from './flireo/hooks.ts';
import { leftOut } from './flireo/left-out.ts';
import { numberChecks } from './flireo/numbers.ts';
import { restChecks } from './flireo/rest.ts';
import { toolChecks } from './flireo/tools.ts';
import { webhookChecks } from './flireo/webhooks.ts';
import { wholeChecks } from './flireo/whole.ts';
import { openWorld, type FlireoWorld } from './flireo/world.ts';
import { accountRows } from './flireo-resources/account.ts';
import { byokRows } from './flireo-resources/byok.ts';
import { campaignRows } from './flireo-resources/campaigns.ts';
import { domainRows } from './flireo-resources/domains.ts';
import { openRig, type Rig } from './flireo-resources/rig.ts';
import { restRows } from './flireo-resources/rest.ts';
import { templateRows } from './flireo-resources/templates.ts';
import { usageRows } from './flireo-resources/usage.ts';

/** Stores in memory for what is read and written; PostgreSQL and a virtual clock for what happens by itself. */
interface Both {
  readonly world: FlireoWorld;
  readonly rig: Rig;
  close(): Promise<void>;
}

async function openBoth(coverage: Coverage): Promise<Both> {
  const [world, rig] = await Promise.all([openWorld(), openRig()]);
  coverage.watch(world.api.api.app);
  coverage.watch(rig.app);
  return { world, rig, close: async () => void (await Promise.all([world.api.api.close(), rig.close()])) };
}

const inMemory = [
  ...[...conventionChecks, ...agentChecks, ...blockChecks, ...toolChecks],
  ...[...wholeChecks, ...numberChecks, ...callChecks, ...restChecks],
  ...[...webhookChecks, ...hookChecks],
].map(([line, check]): Row<Both> => [line, ({ world }) => check(world)]);
const overDatabase = [
  ...[...accountRows, ...usageRows, ...templateRows],
  ...[...byokRows, ...domainRows, ...restRows, ...campaignRows],
].map(([line, check]): Row<Both> => [line, ({ rig }) => check(rig)]);

conform('flireo', openBoth, [...inMemory, ...overDatabase], leftOut);
