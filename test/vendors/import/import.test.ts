/** One process, one PostgreSQL, four vendors. */
import { dialCases } from './dial.ts';
import { flireoCases } from './flireo.ts';
import { meetzyCases } from './meetzy.ts';
import { ruleCases } from './rules.ts';
import { synthflowCases } from './synthflow.ts';

flireoCases();
meetzyCases();
dialCases();
synthflowCases();
ruleCases();
