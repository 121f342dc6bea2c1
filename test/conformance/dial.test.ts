/** dial's page, line by line: the engine over PostgreSQL in virtual time, without a wire; each row is tested for its effect. */
import { conform } from './conform.ts';
import { configureRows } from './dial/configure.ts';
import { createRows } from './dial/create.ts';
import { readRows } from './dial/read.ts';
import { fieldRows } from './dial/fields.ts';
import { leftOut } from './dial/left-out.ts';
import { momentRows } from './dial/moments.ts';
import { recordRows } from './dial/records.ts';
import { openRig } from './dial/rig.ts';
import { settingRows } from './dial/settings.ts';

conform(
  'dial',
  openRig,
  [...createRows, ...fieldRows, ...momentRows, ...readRows, ...recordRows, ...configureRows, ...settingRows],
  leftOut,
);
