/** The state before the answer. */
import { uncontrolled } from '../control/state.ts';
import { quietEar } from '../ear/state.ts';
import { notEnding } from '../ending/state.ts';
import { notJudging } from '../machine/state.ts';
import { mindOf } from '../mind/initial.ts';
import { silentMouth } from '../mouth/state.ts';
import { notSilent } from '../silence/state.ts';
import { unusedTools } from '../tools/state.ts';
import { noTransfer } from '../transfer/state.ts';
import { emptyFloor, noBargeIn, noKeys, nothingMeasured } from '../turns/state.ts';
import type { ConversationState } from './scene.ts';
import type { Setup } from './setup.ts';

export function initialState(setup: Setup): ConversationState {
  return {
    setup,
    parts: {
      ear: quietEar,
      machine: notJudging,
      keypad: noKeys,
      bargeIn: noBargeIn,
      floor: emptyFloor,
      mind: mindOf(setup),
      control: uncontrolled,
      tools: unusedTools,
      transfer: noTransfer,
      silence: notSilent,
      ending: notEnding,
      mouth: silentMouth,
      measure: nothingMeasured,
    },
  };
}
