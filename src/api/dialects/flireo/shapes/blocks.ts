/** The blocks of an agent, both generations' keys, for the document. Told back as they were written, null where so. */
import { Type, type TSchema } from 'typebox';
import { Nullable } from './answers.ts';

const Text = Nullable(Type.String());
const Flag = Nullable(Type.Boolean());
const Amount = Nullable(Type.Number());
const Free = Type.Record(Type.String(), Type.Unknown());

/** Every key may be left out; more may be there. */
function open(members: Readonly<Record<string, TSchema>>, description?: string): TSchema {
  const optional = Object.entries(members).map(([name, schema]) => [name, Type.Optional(schema)]);
  return Type.Object(Object.fromEntries(optional) as Record<string, TSchema>, {
    additionalProperties: true,
    ...(description === undefined ? {} : { description }),
  });
}

const Message = open({ role: Text, content: Text });

export const SttConfig = open(
  {
    ...{ provider: Text, model: Text, language: Text, keyterms: Nullable(Type.Array(Type.String())) },
    ...{ tag_audio_events: Flag, include_timestamps: Flag, sample_rate: Amount },
  },
  'How it hears.',
);

const Destination = open({ type: Text, number: Text, description: Text, message: Text });
const Parameters = Nullable(Free);
const said = { name: Text, description: Text, parameters: Parameters };
const later = { async: Flag, asyncResponse: Text, async_response: Text };

/** A webhook, flat or nested as OpenAI has it; `endCall`; `transferCall`. */
const Tool = open({
  ...{ type: Text, ...said, url: Text, ...later, message: Text },
  destinations: Nullable(Type.Array(Destination)),
  function: Nullable(open(said)),
  server: Nullable(open({ url: Text, secret: Text })),
});

export const LlmConfig = open(
  {
    ...{ provider: Text, model: Text, temperature: Amount, voice: Text },
    messages: Nullable(Type.Array(Message)),
    tools: Nullable(Type.Array(Tool)),
  },
  'How it thinks; the system message holds its instructions. `voice`: of realtime models.',
);

export const TtsConfig = open(
  {
    ...{ provider: Text, voiceId: Text, voice_id: Text, model: Text, language: Text, speed: Amount },
    ...{ stability: Amount, similarity_boost: Amount, style: Amount, use_speaker_boost: Flag },
  },
  'How it speaks.',
);

const DataPlan = Nullable(
  open({ enabled: Flag, schema: Nullable(Free), messages: Nullable(Type.Array(Message)) }),
);
export const AnalysisPlan = open(
  {
    ...{ structuredDataPlan: DataPlan, structured_data_plan: DataPlan },
    ...{ minMessagesThreshold: Amount, min_messages_threshold: Amount },
  },
  'What is taken out of a call after its end.',
);

/** Of a tool template. */
export const ToolConfig = open({
  ...{ ...said, url: Text, ...later },
  destinations: Nullable(Type.Array(Destination)),
});
/** Of the first SDK's templates. */
export const FunctionDefinition = open(said);
