/** What a call sounded like, by what was measured of it (ITU-T G.107, G.113). */
export { ArrivalOrder } from './arrival-order.ts';
export { mosOf, rFactor, type Impairments } from './e-model.ts';
export { LossMeter, type HeardLoss } from './heard-loss.ts';
export { Waiting } from './waiting.ts';
