/** Which mind a plan needs. */
import type { Setup } from '../core/setup.ts';
import { untrodden } from '../flow/state.ts';
import { unspoken } from '../prompt/state.ts';
import { sessionless } from '../realtime/state.ts';
import type { MindState } from './state.ts';

export function mindOf({ plan, realtime }: Setup): MindState {
  if (realtime) return { waiting: false, kind: 'realtime', realtime: sessionless };
  return plan.config.flow
    ? { waiting: false, kind: 'flow', flow: untrodden }
    : { waiting: false, kind: 'prompt', prompt: unspoken };
}
