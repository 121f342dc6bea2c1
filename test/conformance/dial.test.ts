/** dial's page, line by line, over a whole Parley; each row is tested for its effect. */
import { conform } from './conform.ts';
import { createRows } from './dial/create.ts';
import { openRig } from './dial/rig.ts';

conform('dial', openRig, [...createRows]);
