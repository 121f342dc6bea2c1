/** The conversation: hears, thinks and speaks on one line. Decisions are pure (`core/`), acts are in `shell/`. */
export { createConversation } from './session.ts';
export { runAlone, type LoneRun } from './shell/run-alone.ts';
export type {
  Callbacks,
  Knowledge,
  Conversation,
  ConversationEvents,
  ConversationOptions,
  Transcript,
  TransferChange,
  Transfers,
  TransferWish,
} from './conversation.ts';
export { describe, type EndCode, type Fact, type Logged } from './core/effect.ts';
export type { Input } from './core/input.ts';
export { keyGroups } from './tools/keys.ts';
export { briefingPlan, takes, type Briefing } from './transfer/briefing.ts';
export { decisions, describeInput, readInput, replay, type Decision } from './core/replay.ts';
