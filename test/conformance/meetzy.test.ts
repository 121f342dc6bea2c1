/** Meetzy's page, line by line, over PostgreSQL in virtual time. */
import { conform } from './conform.ts';
import { campaignRows } from './meetzy/campaign.ts';
import { createRows } from './meetzy/create.ts';
import { errorRows } from './meetzy/errors.ts';
import { readRows } from './meetzy/read.ts';
import { leftOut } from './meetzy/left-out.ts';
import { openRig } from './meetzy/rig.ts';

conform(
  'meetzy',
  (coverage) => openRig({ coverage }),
  [...createRows, ...errorRows, ...readRows, ...campaignRows],
  leftOut,
);
