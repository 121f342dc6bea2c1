/**
 * Synthflow's fields as blocks of our configuration. A group is compiled whole from the fields that it lists, when one of
 * them is sent; `derive` tells an agent that another API made, or changed, in their words.
 */
import type { AgentConfig } from '#domain';
import { doubleBraces, singleBraces } from './braces.ts';
import { isJson } from '../../shared/fields.ts';
import { BEHAVIOUR } from './behaviour.ts';
import { block, defined, numberIn, textIn, textsIn, type Group } from './values.ts';
import { decibels, languageOf, synthesizerOf, tagOf } from './words.ts';

const words: Group = {
  fields: ['prompt', 'greeting_message', 'language'],
  compile: (agent) => ({
    prompt: doubleBraces(textIn(agent, 'prompt') ?? 'You are a helpful assistant.'),
    greeting:
      agent['greeting_message'] === undefined ? undefined : doubleBraces(String(agent['greeting_message'])),
    language: tagOf(textIn(agent, 'language') ?? 'en-US'),
  }),
  derive: ({ prompt, greeting, language }) => ({
    prompt: singleBraces(prompt ?? ''),
    greeting_message: singleBraces(greeting ?? ''),
    language: languageOf(language),
  }),
};

const manner: Group = {
  fields: ['voice_prompt', 'realistic_filler_words'],
  compile: (agent) => {
    const parts = [
      textIn(agent, 'voice_prompt'),
      agent['realistic_filler_words'] === true
        ? 'Speak as people do: now and then begin with a filler word of the language, such as "um" or "well".'
        : undefined,
    ].filter((part) => part !== undefined);
    return { manner: parts.length === 0 ? undefined : doubleBraces(parts.join(' ')).slice(0, 2000) };
  },
  derive: ({ manner: voice_prompt }) => defined({ voice_prompt }),
};

const mind: Group = {
  fields: ['llm', 'transcriber_speech_recognition'],
  compile: (agent) => {
    const model = textIn(agent, 'llm');
    const recognition = textIn(agent, 'transcriber_speech_recognition');
    return {
      llm: block({
        // `synthflow` is the house's own: ours is the usual one.
        model: model === 'synthflow' ? undefined : model,
        // Answering on words that may still change is what makes it fast.
        preemptive: recognition === undefined ? undefined : recognition === 'faster',
      }),
    };
  },
  derive: ({ llm }) => ({ llm: llm?.model ?? 'synthflow' }),
};

const hearing: Group = {
  fields: ['transcriber_provider', 'transcriber_keywords'],
  compile: (agent) => {
    const named = textIn(agent, 'transcriber_provider');
    const keyterms = textsIn(agent, 'transcriber_keywords').slice(0, 100);
    return {
      stt: block({
        provider: named?.startsWith('deepgram') === true ? 'deepgram' : undefined,
        model: named === 'deepgram-nova-3' ? 'nova-3' : undefined,
        keyterms: keyterms.length === 0 ? undefined : keyterms.map((word) => word.slice(0, 100)),
      }),
    };
  },
  derive: ({ stt }) => ({
    transcriber_provider:
      stt?.provider !== 'deepgram'
        ? 'synthflow-stt'
        : stt.model === 'nova-3'
          ? 'deepgram-nova-3'
          : 'deepgram',
    transcriber_keywords: stt?.keyterms ?? [],
  }),
};

const voice: Group = {
  fields: [
    ...[
      'voice_id',
      'voice_stability',
      'voice_similarity_boost',
      'voice_style',
      'voice_optimise_streaming_latency',
    ],
    ...['voice_use_speaker_boost', 'voice_speed', 'voice_volume', 'voice_synthesizer', 'global_audio_tags'],
    ...['fallback_voice_id', 'fallback_provider', 'fallback_model', 'synthesizer_filter_words'],
  ],
  compile: (agent) => {
    const tags = textsIn(agent, 'global_audio_tags').slice(0, 10);
    const never = textsIn(agent, 'synthesizer_filter_words').slice(0, 100);
    const volume = numberIn(agent, 'voice_volume');
    const fallback = textIn(agent, 'fallback_voice_id');
    const model = textIn(agent, 'fallback_model');
    const provider = textIn(agent, 'fallback_provider');
    const synthesizer = textIn(agent, 'voice_synthesizer');
    return {
      voice: block({
        id: textIn(agent, 'voice_id'),
        provider: synthesizer === undefined ? undefined : 'elevenlabs',
        model: synthesizer === undefined ? undefined : synthesizerOf(synthesizer),
        speed: numberIn(agent, 'voice_speed'),
        gain_db: volume === undefined || volume === 1 ? undefined : decibels(volume),
        never_say: never.length === 0 ? undefined : never,
        tuning: block({
          stability: numberIn(agent, 'voice_stability'),
          similarity_boost: numberIn(agent, 'voice_similarity_boost'),
          style: numberIn(agent, 'voice_style'),
          use_speaker_boost:
            typeof agent['voice_use_speaker_boost'] === 'boolean'
              ? agent['voice_use_speaker_boost']
              : undefined,
          optimize_latency: numberIn(agent, 'voice_optimise_streaming_latency'),
          audio_tags: tags.length === 0 ? undefined : tags,
        }),
        fallbacks:
          fallback === undefined || provider === 'synthflow'
            ? undefined
            : [
                {
                  id: fallback,
                  provider: provider ?? 'elevenlabs',
                  ...(model === undefined ? {} : { model: synthesizerOf(model) }),
                },
              ],
      }) as AgentConfig['voice'],
    };
  },
  derive: ({ voice: own }) => {
    const { tuning = {}, id, speed, never_say, model, fallbacks } = own ?? {};
    return defined({
      voice_id: id,
      voice_speed: speed,
      voice_synthesizer: model,
      voice_stability: tuning.stability,
      voice_similarity_boost: tuning.similarity_boost,
      voice_style: tuning.style,
      voice_use_speaker_boost: tuning.use_speaker_boost,
      voice_optimise_streaming_latency: tuning.optimize_latency,
      global_audio_tags: tuning.audio_tags,
      synthesizer_filter_words: never_say,
      fallback_voice_id: fallbacks?.[0]?.id,
      fallback_provider: fallbacks?.[0]?.provider,
      fallback_model: fallbacks?.[0]?.model,
    });
  },
};

const background: Group = {
  fields: ['background_noise'],
  compile: (agent) => {
    const given = agent['background_noise'];
    if (!isJson(given)) return { background: undefined };
    const volume = Math.min(
      1,
      (numberIn(given, 'volume') ?? 0.5) / ((numberIn(given, 'volume') ?? 0) > 1 ? 100 : 1),
    );
    const sound = given['type'] === 'cafe' ? 'cafe' : 'office';
    return {
      background:
        given['enabled'] === true
          ? { sound, level_db: Math.round(-60 + 40 * volume) }
          : { sound: 'none' as const },
    };
  },
  derive: ({ background: own }) => {
    if (own === undefined) return {};
    const { sound = 'none', level_db = -42 } = own;
    const type = sound === 'cafe' ? 'cafe' : 'office';
    return { background_noise: { enabled: sound !== 'none', type, volume: (level_db + 60) / 40 } };
  },
};

export const GROUPS: readonly Group[] = [words, manner, mind, hearing, voice, background, ...BEHAVIOUR];
