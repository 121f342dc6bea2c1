/**
 * Azure's synthesis as its REST reference describes it (`POST /cognitiveservices/v1`): SSML in, bare PCM out, faults by
 * status without a body that says more.
 */
import { Desk, sendAudio, serveRequests, type TtsServer, type TtsServerOptions } from './server.ts';
import { bytesOf, speechOf } from './speech.ts';

const SSML =
  /^<speak version="1\.0" xmlns="http:\/\/www\.w3\.org\/2001\/10\/synthesis" xml:lang="([\w-]+)"><voice name="([^"]+)">(.*)<\/voice><\/speak>$/s;

export function startAzure(options: TtsServerOptions): Promise<TtsServer> {
  const desk = new Desk(options);
  return serveRequests(desk, async (request, body, response) => {
    const refuse = (status: number): void =>
      void response.writeHead(status, { 'x-requestid': 'req-1' }).end();
    if (request.method !== 'POST' || request.url !== '/cognitiveservices/v1') return refuse(404);
    if (request.headers['ocp-apim-subscription-key'] !== desk.key) return refuse(401);
    if (request.headers['content-type'] !== 'application/ssml+xml') return refuse(415);
    if (!request.headers['user-agent']) return refuse(400);
    const format = String(request.headers['x-microsoft-outputformat']);
    const [, locale, voice, content] = SSML.exec(body) ?? [];
    const read = content === undefined ? null : readContent(content);
    if (format !== 'raw-8khz-16bit-mono-pcm' || !voice || !locale || !read) return refuse(400);
    const taken = desk.take({
      text: read.text,
      voice,
      language: read.language ?? locale,
      speed: read.rate,
      format,
    });
    if (taken.fault === 'rate-limit') return refuse(429);
    if (taken.fault === 'told') return refuse(400);
    const { pcm } = speechOf(read.text, 8000, read.rate ?? 1, desk.voice);
    await sendAudio(response, 'audio/basic', bytesOf(pcm), taken);
  });
}

/** Text inside `lang` inside `prosody`, or less; `null` when it is not well-formed. */
function readContent(content: string): { text: string; rate: number | null; language: string | null } | null {
  const [, language, inLang] = /^<lang xml:lang="([\w-]+)">(.*)<\/lang>$/s.exec(content) ?? [
    null,
    null,
    content,
  ];
  const [, rate, bare] = /^<prosody rate="([\d.]+)">(.*)<\/prosody>$/s.exec(inLang!) ?? [null, null, inLang];
  if (/<|&(?!(amp|lt|gt|quot|apos);)/.test(bare!)) return null;
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  const text = bare!.replace(/&(\w+);/g, (_, name: string) => signs[name]!);
  return { text, rate: rate ? Number(rate) : null, language: language ?? null };
}
