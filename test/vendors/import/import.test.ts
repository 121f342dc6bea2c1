/** One process, one PostgreSQL, four vendors. */
import { flireoCases } from './flireo.ts';

flireoCases();
