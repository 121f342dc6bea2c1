/** A local server that speaks Google's `StreamingRecognize` by gRPC over HTTP/2 without TLS. */
import { once } from 'node:events';
import { createServer as createHttp2, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { ProtoMessage, printProto, type ProtoValue } from '../../../src/providers/google/stt-protobuf.ts';
import { linear16, ScriptedEar, type Heard, type SttScript, type Turns } from './script.ts';
import type { SttFaults, SttReceived, SttServer } from './server.ts';

const KEY = 'google-test-key';
const PATH = '/google.cloud.speech.v1.Speech/StreamingRecognize';
/** A refusal of the transport's tables as gRPC says it. */
const STATUS: Readonly<Record<number, number>> = { 401: 16, 429: 8, 503: 14 };

export async function startGoogleServer(script: SttScript): Promise<SttServer> {
  const received: SttReceived[] = [];
  const faults: SttFaults = {};
  const turns: Turns = { next: 0 };
  const sockets = new Map<Socket, SttReceived>();
  const waiting: (() => void)[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const http2 = createHttp2();

  function later(ms: number | undefined, run: () => void): void {
    if (!ms) return run();
    const timer = setTimeout(() => (timers.delete(timer), run()), ms);
    timers.add(timer);
  }

  const tcp = createServer({ allowHalfOpen: false }, (socket) => {
    const record: SttReceived = {
      ...{ path: PATH, query: {}, headers: {}, kinds: [], texts: [], violations: [], audioMs: 0 },
    };
    sockets.set(socket, record);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) for (const resolve of waiting.splice(0)) resolve();
    });
    if (faults.neverOpens) return void socket.resume();
    received.push(record);
    later(faults.opensAfterMs, () => http2.emit('connection', socket));
  });
  http2.on('sessionError', () => {});
  http2.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    // The socket behind a session is a proxy; the port of its far end tells which one it is.
    const port = stream.session?.socket.remotePort;
    const [socket, record] = [...sockets].find(([one]) => one.remotePort === port)!;
    Object.assign(record, { headers });
    serveCall(stream, headers, socket, record);
  });

  function serveCall(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    socket: Socket,
    record: SttReceived,
  ): void {
    stream.on('error', () => {});
    const refuse = (status: number, words: string): void =>
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': status, 'grpc-message': words },
        { endStream: true },
      );
    if (faults.refuse) return refuse(STATUS[faults.refuse] ?? 2, 'refused');
    if (headers['x-goog-api-key'] !== KEY) return refuse(3, 'API%20key%20not%20valid.');
    if (headers[':path'] !== PATH || headers['te'] !== 'trailers') return refuse(12, 'unknown method');
    const base = record.audioMs;
    const ear = new ScriptedEar(script, turns);
    let isConfigured = false;
    let status = { code: 0, words: '' };
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () =>
      stream.sendTrailers({ 'grpc-status': status.code, 'grpc-message': status.words }),
    );

    const onMessage = (bytes: Buffer): void => {
      const request = new ProtoMessage(bytes);
      const [settings] = request.messages(1);
      if (settings) {
        const [config] = settings.messages(1);
        const isFormat = config?.number(1) === 1 && config.number(2) === 8000 && settings.number(3) === 1;
        if (isConfigured || !isFormat) record.violations.push('wrong settings');
        isConfigured = true;
        record.kinds.push('config');
        record.texts.push(config?.text(3) ?? '');
        return;
      }
      if (!isConfigured) record.violations.push('audio before settings');
      if (record.kinds.at(-1) !== 'audio') record.kinds.push('audio');
      // Field 2, its length, then the samples.
      const partial = ear.hear(linear16(audioOf(bytes)));
      record.audioMs = base + ear.heardMs;
      if (partial && !faults.neverAnswers)
        later(script.answerMs, () => write(stream, responseOf(partial, false)));
      const isDue = (after: number | undefined): boolean => after !== undefined && record.audioMs >= after;
      if (isDue(faults.breaksAfterMs)) return void socket.destroy();
      if (isDue(faults.malformedAfterMs)) write(stream, Uint8Array.of(0x12, 0x7f, 0x01));
      if (isDue(faults.errorAfterMs)) {
        status = { code: 14, words: 'The service is currently unavailable.' };
        stream.end();
      }
    };

    let buffered: Buffer = Buffer.alloc(0);
    stream.on('data', (bytes: Buffer) => {
      buffered = Buffer.concat([buffered, bytes]);
      while (buffered.length >= 5 && buffered.length >= 5 + buffered.readUInt32BE(1)) {
        const end = 5 + buffered.readUInt32BE(1);
        onMessage(buffered.subarray(5, end));
        buffered = buffered.subarray(end);
      }
    });
    stream.on('end', () => {
      record.kinds.push('end');
      if (faults.neverAnswers) return;
      const heard = ear.finish();
      later(script.answerMs, () => {
        // Without words nothing is streamed back.
        if (heard.text !== '') write(stream, responseOf(heard, true));
        if (stream.writable) stream.end();
      });
    });
  }

  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  return {
    url: `http://127.0.0.1:${(tcp.address() as AddressInfo).port}`,
    ...{ key: KEY, received, faults },
    get connections() {
      return sockets.size;
    },
    emptied: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets.keys()) socket.destroy();
      tcp.close();
      await once(tcp, 'close');
    },
  };
}

/** The bytes of field 2 of a message that has only this field. */
function audioOf(message: Buffer): Buffer {
  let at = 1;
  while (message[at]! >= 0x80) at++;
  return message.subarray(at + 1);
}

function write(stream: ServerHttp2Stream, message: Uint8Array): void {
  if (!stream.writable) return;
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  stream.write(Buffer.concat([prefix, message]));
}

/** A `google.protobuf.Duration`. */
function duration(ms: number): Uint8Array {
  return printProto(
    (
      [
        [1, Math.floor(ms / 1000)],
        [2, Math.round((ms % 1000) * 1e6)],
      ] as [number, ProtoValue][]
    ).filter(([, value]) => value !== 0),
  );
}

function responseOf(heard: Heard, isFinal: boolean): Uint8Array {
  const wordOf = (word: Heard['words'][number]): [number, ProtoValue] => [
    3,
    printProto([
      [1, duration(word.start)],
      [2, duration(word.end)],
      [3, word.text],
    ]),
  ];
  const alternative = printProto([[1, heard.text], ...(isFinal ? heard.words.map(wordOf) : [])]);
  return printProto([
    [
      2,
      printProto([
        [1, alternative],
        [2, isFinal],
        [4, duration(heard.until)],
      ]),
    ],
  ]);
}
