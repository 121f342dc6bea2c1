/** OpenAI's speech endpoint as its API reference describes it (`POST /v1/audio/speech`): bare PCM of 24 kHz, streamed. */
import { Desk, sendAudio, sendJson, serveRequests, type TtsServer, type TtsServerOptions } from './server.ts';
import { bytesOf, speechOf } from './speech.ts';

interface SpeechBody {
  readonly model?: string;
  readonly input?: string;
  readonly voice?: string;
  readonly response_format?: string;
  readonly speed?: number;
}

export function startOpenAi(options: TtsServerOptions): Promise<TtsServer> {
  const desk = new Desk(options);
  return serveRequests(desk, async (request, text, response) => {
    const error = (status: number, code: string, message: string): void =>
      sendJson(response, status, { error: { message, type: 'invalid_request_error', param: null, code } });
    if (request.method !== 'POST' || request.url !== '/v1/audio/speech')
      return error(404, 'not_found', 'No such path.');
    if (request.headers.authorization !== `Bearer ${desk.key}`)
      return error(401, 'invalid_api_key', 'Incorrect API key provided.');
    const body = JSON.parse(text) as SpeechBody;
    const speed = body.speed ?? 1;
    if (!body.model || !body.input || body.input.length > 4096 || !body.voice || speed < 0.25 || speed > 4)
      return error(400, 'invalid_value', 'model, input, voice or speed cannot be used.');
    if (body.response_format !== 'pcm') return error(400, 'invalid_value', 'this server speaks pcm.');
    const taken = desk.take({
      text: body.input,
      voice: body.voice,
      language: null,
      speed: body.speed ?? null,
      format: 'pcm',
    });
    if (taken.fault === 'rate-limit') return error(429, 'rate_limit_exceeded', 'Rate limit reached.');
    if (taken.fault === 'told') return error(400, 'model_not_found', 'The model does not exist.');
    const { pcm } = speechOf(body.input, 24_000, speed, desk.voice);
    await sendAudio(response, 'audio/pcm', bytesOf(pcm), taken);
  });
}
