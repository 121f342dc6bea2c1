/**
 * A peer for `bench sip`, a process of its own on raw UDP: answers each INVITE with 180 and 200 and each BYE with 200,
 * and places such calls itself (INVITE, 180, 200, ACK, BYE, 200) when told `{"place", "target", "rate" | "window"}`.
 * Says `{"listening"}` and `{"placed"}`.
 */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { createInterface } from 'node:readline';
import { percentile, sharedNow } from '../rig/figures.ts';
import { answerBody, field, readInvite, response } from './sip-text.ts';

export interface Placement {
  /** Calls in all. */
  readonly place: number;
  /** `host:port`. */
  readonly target: string;
  /** So many are under way at a time, or so many begin a second. */
  readonly window?: number;
  readonly rate?: number;
}

export interface LoadLine {
  readonly listening?: string;
  readonly placed?: {
    readonly ended: number;
    /** From the INVITE to the 180, ms. */
    readonly p50Ms: number;
    readonly p99Ms: number;
  };
}

/** A call that has not ended by then is lost, ms. */
const PATIENCE_MS = 3_000;

interface Placed {
  readonly number: number;
  readonly sentAt: number;
  tag: string;
}

const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 22, sendBufferSize: 1 << 22 });
const say = (line: LoadLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const SDP = answerBody(9);
const calls = new Map<string, Placed>();
let own = '';
let onRung: (call: Placed) => void = () => undefined;
let onEnded: () => void = () => undefined;
let target = { host: '', port: 0 };

socket.on('message', (datagram, from) => {
  const text = datagram.toString('latin1');
  if (text.startsWith('SIP/2.0 ')) heard(text);
  else answer(text, from);
});
socket.bind(0, '127.0.0.1', () => {
  own = `127.0.0.1:${socket.address().port}`;
  say({ listening: own });
});

function answer(text: string, from: RemoteInfo): void {
  if (text.startsWith('ACK ')) return;
  const request = readInvite(text);
  const reply = (message: string): void => socket.send(message, from.port, from.address);
  if (text.startsWith('INVITE ')) {
    reply(response('180 Ringing', request));
    const more = [`Contact: <sip:${own}>`, 'Content-Type: application/sdp'];
    reply(response('200 OK', request, more, SDP));
  } else reply(response('200 OK', request));
}

function send(method: string, call: Placed, cseq: number): void {
  const body = method === 'INVITE' ? SDP : '';
  const lines = [
    `${method} sip:bench@${target.host}:${target.port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${own};branch=z9hG4bK${method}${call.number}x${own.slice(-5)}`,
    'Max-Forwards: 70',
    `From: <sip:load@${own}>;tag=${call.number}`,
    `To: <sip:bench@${target.host}:${target.port}>${call.tag}`,
    `Call-ID: ${call.number}@${own}`,
    `CSeq: ${cseq} ${method}`,
    ...(method === 'INVITE' ? [`Contact: <sip:load@${own}>`, 'Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
  ];
  socket.send(`${lines.join('\r\n')}\r\n\r\n${body}`, target.port, target.host);
}

function heard(text: string): void {
  const callId = field(text, 'Call-ID');
  const call = calls.get(callId);
  const [, status = '', method = ''] = /^SIP\/2\.0 (\d+)[^]*^CSeq: *\d+ +(\w+)/im.exec(text) ?? [];
  if (!call) return;
  if (status === '180') onRung(call);
  else if (status === '200' && method === 'INVITE') {
    call.tag = /;tag=[^;\r]+/.exec(field(text, 'To'))?.[0] ?? '';
    send('ACK', call, 1);
    send('BYE', call, 2);
  } else if (method === 'BYE') {
    calls.delete(callId);
    onEnded();
  }
}

async function place({ place: count, target: address, window, rate }: Placement): Promise<void> {
  const [host = '', port = ''] = address.split(':');
  target = { host, port: Number(port) };
  const waits: number[] = [];
  let begun = 0;
  let ended = 0;
  onRung = ({ sentAt }) => void waits.push(sharedNow() - sentAt);
  const begin = (): void => {
    const call: Placed = { number: first + begun++, sentAt: sharedNow(), tag: '' };
    calls.set(`${call.number}@${own}`, call);
    send('INVITE', call, 1);
  };
  await new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, PATIENCE_MS);
    onEnded = () => {
      patience.refresh();
      if (++ended === count) {
        clearTimeout(patience);
        resolve();
      } else if (window !== undefined && begun < count) begin();
    };
    if (window !== undefined) for (let i = 0; i < Math.min(window, count); i++) begin();
    if (rate !== undefined) {
      const start = sharedNow();
      const pace = setInterval(() => {
        const due = Math.min(count, Math.ceil(((sharedNow() - start) * rate) / 1000));
        for (let missing = due - begun; missing > 0; missing--) begin();
        if (begun === count) clearInterval(pace);
      }, 1);
    }
  });
  first += count;
  calls.clear();
  say({ placed: { ended, p50Ms: percentile(waits, 0.5), p99Ms: percentile(waits, 0.99) } });
}

/** Numbers go on from one placement to the next. */
let first = 0;

createInterface(process.stdin)
  .on('line', (line) => void place(JSON.parse(line) as Placement))
  .on('close', () => process.exit(0));
