/** Contracts of the models that hear, think and speak; types and one error, no vendor. */
export type { Vad, VadFactory } from './vad.ts';
export type {
  Grammar,
  Recognition,
  SttCapabilities,
  SttModel,
  SttRequest,
  SttStream,
  SttStreamEvent,
} from './stt.ts';
export type { SpokenChunk, TtsCapabilities, TtsModel, TtsRequest, Voice, VoiceTuning } from './tts.ts';
export type { ChatEvent, ChatMessage, ChatRequest, LlmModel, ToolCall, ToolSpec } from './llm.ts';
export type {
  RealtimeCapabilities,
  RealtimeEvent,
  RealtimeModel,
  RealtimeRequest,
  RealtimeSession,
} from './realtime.ts';
export type { EmbeddingModel } from './embeddings.ts';
export type { Letter, Mailer, MailerDomain, MailerOptions } from './mailer.ts';
export type { TurnDetector } from './turn.ts';
export type {
  CatalogueLink,
  CatalogueVendor,
  ModelCatalogue,
  ModelListener,
  VoicedLink,
} from './catalogue.ts';
export type { ModelStage, ModelSwitch, ModelUsage } from './usage.ts';
export { ModelError, type ModelFault } from './error.ts';
export { DIGIT_WORDS, matchGrammar, plainWords, spokenWords, wordsWith } from './grammar.ts';
export type { HttpClient, HttpRequest, HttpResponse } from './http.ts';
export type {
  Appointment,
  Booking,
  Calendar,
  CalendarOptions,
  Messenger,
  MessengerOptions,
  ServedResult,
  ServedTool,
  ServiceOptions,
  SlotRange,
  ToolServer,
  ToolServerOptions,
  ToolServices,
} from './tools.ts';
