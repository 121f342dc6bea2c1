/** Flireo §8, §10 to §13 and its health check, line by line. */
import { conform } from './conform.ts';
import { accountRows } from './flireo-resources/account.ts';
import { byokRows } from './flireo-resources/byok.ts';
import { campaignRows } from './flireo-resources/campaigns.ts';
import { domainRows } from './flireo-resources/domains.ts';
import { openRig } from './flireo-resources/rig.ts';
import { templateRows } from './flireo-resources/templates.ts';
import { usageRows } from './flireo-resources/usage.ts';

conform('flireo resources', () => openRig(), [
  ...accountRows,
  ...usageRows,
  ...templateRows,
  ...byokRows,
  ...domainRows,
  ...campaignRows,
]);
