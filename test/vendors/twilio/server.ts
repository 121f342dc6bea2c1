/**
 * Twilio as its documentation describes it (twilio.com/docs/voice/api/call-resource and /voice/media-streams/websocket-
 * messages): calls that are asked for by REST, told by signed status callbacks, and spoken over a WebSocket that it opens.
 * Nobody of this project's code is used, so that a mistake is not made twice.
 */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';

export const ACCOUNT = `AC${'7'.repeat(32)}`;
export const AUTH_TOKEN = 'a-token-of-an-account';

/** What becomes of a call, by the number that is called. */
export type Fate =
  | 'answer'
  | 'busy'
  | 'no-answer'
  | 'failed'
  /** Taken, and the connection dies before the answer. */
  | 'lost'
  | 'refuse';

export interface TwilioCallSeen {
  readonly sid: string;
  readonly form: URLSearchParams;
  /** mu-law that the callee heard, complete at its end. */
  heard: Uint8Array;
  /** Has somebody spoken to it? */
  spoken(): boolean;
  /** Statuses that were told, and what our answers were. */
  readonly told: string[];
  status: string;
}

export interface TwilioServer {
  readonly url: string;
  readonly calls: readonly TwilioCallSeen[];
  /** The callee hangs up. */
  hangUp(sid: string): void;
  /** Somebody calls a number whose voice URL is this. @returns the call, or the status that refused it; `rejected` */
  bring(
    voiceUrl: string,
    to: string,
    from: string,
    authToken?: string,
  ): Promise<TwilioCallSeen | number | 'rejected'>;
  /** Sends a status callback of one's own making. @returns the answer's status */
  tell(call: TwilioCallSeen, fields: Record<string, string>, authToken?: string): Promise<number>;
  stop(): Promise<void>;
}

export interface TwilioServerOptions {
  readonly fateOf: (to: string) => Fate;
  /** mu-law that a callee says when it has been spoken to. */
  readonly says: Uint8Array;
}

const FRAME = 160;
const FRAME_MS = 20;
const SILENCE = 0xff;

export async function startTwilio({ fateOf, says }: TwilioServerOptions): Promise<TwilioServer> {
  const calls: TwilioCallSeen[] = [];
  const talks = new Map<string, () => void>();
  /** Rejected ones too: each call has a number of its own. */
  let made = 0;
  const newSid = (): string => `CA${String(++made).padStart(32, '0')}`;
  const seen = (sid: string, form: URLSearchParams, status: string): TwilioCallSeen => {
    const call = { sid, form, heard: new Uint8Array(), spoken: () => false, told: [], status };
    calls.push(call);
    return call;
  };
  const basic = `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString('base64')}`;

  const tell = async (
    call: TwilioCallSeen,
    fields: Record<string, string>,
    authToken = AUTH_TOKEN,
  ): Promise<number> => {
    const url = call.form.get('StatusCallback')!;
    const form = { CallSid: call.sid, AccountSid: ACCOUNT, To: call.form.get('To')!, ...fields };
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': sign(authToken, url, form) },
      body: new URLSearchParams(form),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const become = async (call: TwilioCallSeen, status: string, more: Record<string, string> = {}) => {
    call.status = status;
    call.told.push(`${status} ${await tell(call, { CallStatus: status, ...more }).catch(() => 0)}`);
  };
  const over = ({ status }: TwilioCallSeen) => ['completed', 'canceled'].includes(status);
  const live = async (call: TwilioCallSeen): Promise<void> => {
    const fate = fateOf(call.form.get('To')!);
    await become(call, 'initiated');
    await become(call, 'ringing');
    if (over(call)) return;
    if (fate === 'busy') return become(call, 'busy', { SipResponseCode: '486' });
    if (fate === 'failed') return become(call, 'failed', { SipResponseCode: '404', ErrorCode: '32009' });
    if (fate === 'no-answer') return become(call, 'no-answer');
    await become(call, 'in-progress');
    await talk(call, says, (stop) => talks.set(call.sid, stop));
    talks.delete(call.sid);
    if (!over(call)) await become(call, 'completed');
  };
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    const answer = (status: number, value: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (request.headers.authorization !== basic)
      return answer(401, { code: 20003, message: 'Authenticate', status: 401 });
    const form = new URLSearchParams(body);
    const path = request.url!.replace(`/2010-04-01/Accounts/${ACCOUNT}`, '');
    const named = calls.find(({ sid }) => path === `/Calls/${sid}.json`);
    if (named && form.get('Status') === 'completed') {
      const wasTalking = talks.get(named.sid);
      if (wasTalking) wasTalking();
      else if (!['completed', 'busy', 'failed', 'no-answer'].includes(named.status))
        void become(named, 'canceled');
      return answer(200, { sid: named.sid, status: 'completed' });
    }
    if (path !== '/Calls.json') return answer(404, { code: 20404, message: 'Not found', status: 404 });
    const fate = fateOf(form.get('To')!);
    if (fate === 'refuse')
      return answer(400, { code: 21211, message: "Invalid 'To' Phone Number", status: 400 });
    const sid = newSid();
    const call = seen(sid, form, 'queued');
    if (fate === 'lost') request.socket.destroy();
    else answer(201, { sid, status: 'queued', account_sid: ACCOUNT });
    void live(call);
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    hangUp: (sid) => talks.get(sid)?.(),
    tell,
    async bring(voiceUrl, to, from, authToken = AUTH_TOKEN) {
      const sid = newSid();
      const fields = {
        CallSid: sid,
        AccountSid: ACCOUNT,
        To: to,
        From: from,
        Direction: 'inbound',
        CallStatus: 'ringing',
      };
      const answer = await fetch(voiceUrl, {
        method: 'POST',
        headers: { 'x-twilio-signature': sign(authToken, voiceUrl, fields) },
        body: new URLSearchParams(fields),
      });
      const twiml = await answer.text();
      if (answer.status !== 200) return answer.status;
      if (twiml.includes('<Reject')) return 'rejected';
      const form = new URLSearchParams({ ...fields, Twiml: twiml });
      const call = seen(sid, form, 'in-progress');
      void talk(call, says, (stop) => talks.set(sid, stop)).then(() => {
        talks.delete(sid);
        call.status = 'completed';
      });
      return call;
    },
    async stop() {
      for (const end of talks.values()) end();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Resolves when either side has ended it. */
async function talk(
  call: TwilioCallSeen,
  says: Uint8Array,
  begun: (stop: () => void) => void,
): Promise<void> {
  const url = /<Stream url="([^"]*)"/.exec(call.form.get('Twiml')!)![1]!.replaceAll('&amp;', '&');
  const socket = new WebSocket(url, { headers: { 'x-twilio-signature': sign(AUTH_TOKEN, url, {}) } });
  const over = Promise.withResolvers<void>();
  socket.on('error', () => over.resolve());
  socket.on('close', () => over.resolve());
  await Promise.race([once(socket, 'open').catch(() => undefined), over.promise]);
  if (socket.readyState !== WebSocket.OPEN) return;
  const streamSid = call.sid.replace('CA', 'MZ');
  let sequence = 0;
  const say = (event: string, more: object) =>
    socket.send(JSON.stringify({ event, sequenceNumber: String(++sequence), streamSid, ...more }));
  socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }));
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
  say('start', {
    start: { accountSid: ACCOUNT, callSid: call.sid, streamSid, tracks: ['inbound'], mediaFormat },
  });

  const pieces: Buffer[] = [];
  /** 20 ms pieces of speech heard in all, and of silence since the last. */
  let [spoken, quiet] = [0, 0];
  call.spoken = () => spoken > 20;
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as {
      event: string;
      streamSid: string;
      media: { payload: string };
    };
    if (message.event !== 'media' || message.streamSid !== streamSid) return;
    const piece = Buffer.from(message.media.payload, 'base64');
    pieces.push(piece);
    if (isLoud(piece)) [spoken, quiet] = [spoken + 1, 0];
    else quiet++;
  });
  const begin = performance.now();
  let [frame, said] = [0, 0];
  const speaking = setInterval(() => {
    for (; frame * FRAME_MS <= performance.now() - begin; frame++) {
      if (spoken > 20 && quiet > 25 && said < says.length) said = Math.min(said + FRAME, says.length);
      const isSpeaking = said > 0 && said < says.length;
      const payload = isSpeaking ? says.subarray(said - FRAME, said) : new Uint8Array(FRAME).fill(SILENCE);
      if (isSpeaking) said += FRAME;
      const media = {
        track: 'inbound',
        chunk: String(frame + 1),
        timestamp: String(frame * FRAME_MS),
        payload: Buffer.from(payload).toString('base64'),
      };
      if (socket.readyState === WebSocket.OPEN) say('media', { media });
    }
  }, FRAME_MS);
  begun(() => {
    if (socket.readyState === WebSocket.OPEN)
      say('stop', { stop: { accountSid: ACCOUNT, callSid: call.sid } });
    socket.close();
  });
  await over.promise;
  clearInterval(speaking);
  call.heard = Buffer.concat(pieces);
}

/** Exponent bits of mu-law: louder than about -36 dBFS somewhere in the piece. */
function isLoud(piece: Uint8Array): boolean {
  return piece.some((octet) => ((~octet >> 4) & 7) >= 4);
}

/** twilio.com/docs/usage/security: HMAC-SHA1 over the URL and the sorted fields. */
function sign(authToken: string, url: string, form: Record<string, string>): string {
  const text = Object.keys(form)
    .sort()
    .reduce((sum, name) => sum + name + form[name], url);
  return createHmac('sha1', authToken).update(text).digest('base64');
}
