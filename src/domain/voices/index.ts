/** Voice slots and how they are filled. */
export { slotVoice } from './slot-voice.ts';
export {
  SLOT_MODELS,
  SLOT_NUMBERS,
  type SlotModel,
  type SlotVoice,
  type VoiceSlot,
  type VoiceSlotRepository,
} from './voice-slot.ts';
