/** One process, one PostgreSQL, four vendors. */
import { after } from 'node:test';
import { dialCases } from './dial.ts';
import { flireoCases } from './flireo.ts';
import { meetzyCases } from './meetzy.ts';
import { closeMoved } from './moved.ts';
import { ruleCases } from './rules.ts';
import { synthflowCases } from './synthflow.ts';

after(closeMoved);
flireoCases();
meetzyCases();
dialCases();
synthflowCases();
ruleCases();
