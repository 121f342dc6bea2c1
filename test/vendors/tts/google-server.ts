/**
 * Google's synthesis as its API reference describes it (`POST /v1beta1/text:synthesize`): the whole utterance as base64 of
 * a WAV file, the times of marks, a wrong key as status 400.
 */
import { printWav } from '#audio';
import {
  Desk,
  sendJson,
  serveRequests,
  tellPieces,
  cut,
  type TtsServer,
  type TtsServerOptions,
} from './server.ts';
import { speechOf, type Speech } from './speech.ts';

interface Synthesis {
  readonly input?: { readonly text?: string; readonly ssml?: string };
  readonly voice?: { readonly languageCode?: string; readonly name?: string };
  readonly audioConfig?: {
    readonly audioEncoding?: string;
    readonly sampleRateHertz?: number;
    readonly speakingRate?: number;
  };
  readonly enableTimePointing?: readonly string[];
}

export function startGoogle(options: TtsServerOptions): Promise<TtsServer> {
  const desk = new Desk(options);
  return serveRequests(desk, async (request, text, response) => {
    const error = (code: number, status: string, message: string, reason?: string): void =>
      sendJson(response, code, {
        error: {
          code,
          message,
          status,
          details: reason ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] : [],
        },
      });
    if (request.method !== 'POST' || request.url !== '/v1beta1/text:synthesize')
      return error(404, 'NOT_FOUND', 'No such method.');
    if (request.headers['x-goog-api-key'] !== desk.key)
      return error(400, 'INVALID_ARGUMENT', 'API key not valid.', 'API_KEY_INVALID');
    const { input, voice, audioConfig, enableTimePointing } = JSON.parse(text) as Synthesis;
    const said = plain(input);
    const locale = voice?.languageCode ?? '';
    const speed = audioConfig?.speakingRate ?? 1;
    if (said === null || !voice?.name?.startsWith(locale) || !/^[a-z]{2,3}-[A-Z]{2}$/.test(locale))
      return error(400, 'INVALID_ARGUMENT', 'The input or the voice cannot be used.');
    if (audioConfig?.audioEncoding !== 'LINEAR16' || speed < 0.25 || speed > 2)
      return error(400, 'INVALID_ARGUMENT', 'The audio configuration cannot be used.');
    const rate = audioConfig.sampleRateHertz ?? 24_000;
    const { request: taken, fault } = desk.take({
      text: said,
      voice: voice.name,
      language: locale,
      speed: audioConfig.speakingRate ?? null,
      format: audioConfig.audioEncoding,
    });
    response.on('close', () => {
      if (taken.state === 'speaking') taken.state = 'stopped';
    });
    if (fault === 'rate-limit') return error(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.');
    if (fault === 'told') return error(400, 'INVALID_ARGUMENT', 'Voice does not exist.');
    if (fault === 'slow') return;
    response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
    if (fault === 'malformed') return void response.end('{"audioContent": "UklGRg==');
    const speech = speechOf(said, rate, speed, desk.voice);
    const audioContent = Buffer.from(printWav({ rate, channels: 1, pcm: speech.pcm })).toString('base64');
    const timepoints = enableTimePointing?.includes('SSML_MARK')
      ? marksOf(input?.ssml ?? '', speech)
      : undefined;
    const answer = Buffer.from(JSON.stringify({ audioContent, timepoints, audioConfig }));
    const whole = await tellPieces(cut(answer), fault, taken, (piece) => response.write(piece));
    if (fault === 'close') return void response.destroy();
    if (!whole) return;
    taken.state = 'done';
    response.end();
  });
}

/** What is spoken of the input; `null` when it is no input, or markup that is not well-formed. */
function plain(input: Synthesis['input']): string | null {
  if (input?.text) return input.text;
  const inner = /^<speak>(.*)<\/speak>$/s.exec(input?.ssml ?? '')?.[1];
  if (inner === undefined) return null;
  const bare = inner.replace(/<mark name="[^"]*"\/>/g, '');
  if (/<|&(?!(amp|lt|gt|quot|apos);)/.test(bare)) return null;
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return bare.replace(/&(\w+);/g, (_, name: string) => signs[name]!);
}

function marksOf(ssml: string, { words }: Speech): unknown {
  return [...ssml.matchAll(/<mark name="([^"]*)"\/>/g)].map(([, markName], i) => ({
    markName,
    timeSeconds: (words[i]?.startMs ?? 0) / 1000,
  }));
}
