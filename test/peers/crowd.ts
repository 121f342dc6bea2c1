/**
 * Many telephones behind one UDP socket, which ring and refuse when they are told to, all at once: what neither sipp's
 * pauses nor a person could time. Refusals are repeated until their ACK (RFC 3261, 17.2.1), over a restart of who called.
 */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { readSipMessage, type SipMessage } from './sip-message.ts';

/** Timer G, without its doubling. */
const REPEAT_MS = 300;

interface Ringing {
  readonly invite: SipMessage;
  readonly from: RemoteInfo;
  /** The last answer, for an INVITE that comes again. */
  answer: string;
  final: boolean;
  over: boolean;
}

export interface Crowd {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** Whom each INVITE asked for, one a Call-ID, in order. */
  invited(): readonly string[];
  /** Resolves when `count` telephones are so. */
  until(is: 'invited' | 'acknowledged', count: number): Promise<void>;
  /** Those that were invited last ring, `count` at most. */
  ring(count: number): void;
  /** The `count` longest of those that have no final answer. */
  refuse(count: number, line?: string): void;
  close(): Promise<void>;
}

export async function startCrowd(): Promise<Crowd> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const calls = new Map<string, Ringing>();
  const waiting = new Set<() => void>();
  const seen = { invited: 0, acknowledged: 0 };
  const send = (text: string, { address, port: to }: RemoteInfo) => socket.send(text, to, address);
  const answer = (call: Ringing, line: string): void => {
    call.answer = response(call.invite, line, `crowd-${port}`);
    call.final ||= !line.startsWith('1');
    send(call.answer, call.from);
  };

  const take = (message: SipMessage, from: RemoteInfo): void => {
    const id = message.header('call-id') ?? '';
    const call = calls.get(id);
    if (message.method === 'INVITE') {
      if (call) return send(call.answer, from);
      const made: Ringing = { invite: message, from, answer: '', final: false, over: false };
      calls.set(id, made);
      seen.invited++;
      answer(made, '100 Trying');
    } else if (message.method === 'ACK' && call && !call.over) {
      call.over = true;
      seen.acknowledged++;
    } else if (message.method === 'CANCEL') {
      const isKnown = call !== undefined && !call.over;
      const line = isKnown ? '200 OK' : '481 Call/Transaction Does Not Exist';
      send(response(message, line, `crowd-${port}`), from);
      if (call && !call.final) answer(call, '487 Request Terminated');
    }
    for (const look of [...waiting]) look();
  };
  socket.on('message', (bytes, from) => take(readSipMessage(bytes.toString()), from));
  // Who called may be away.
  socket.on('error', () => {});
  const repeating = setInterval(() => {
    for (const call of calls.values()) if (call.final && !call.over) send(call.answer, call.from);
  }, REPEAT_MS);

  const without = (isSo: (call: Ringing) => boolean, count: number) =>
    [...calls.values()].filter(isSo).slice(0, count);
  return {
    address: `127.0.0.1:${port}`,
    invited: () => [...calls.values()].map(({ invite }) => /sip:([^@]*)@/.exec(invite.startLine)?.[1] ?? ''),
    until: (is, count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (seen[is] < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    ring(count) {
      for (const call of without(({ final }) => !final, count)) answer(call, '180 Ringing');
    },
    refuse(count, line = '486 Busy Here') {
      for (const call of without(({ final }) => !final, count)) answer(call, line);
    },
    async close() {
      clearInterval(repeating);
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** What a response takes over of its request (RFC 3261, 8.2.6.2). */
function response(request: SipMessage, line: string, tag: string): string {
  const to = request.header('to') ?? '';
  const isTagged = line.startsWith('100') || /;tag=/.test(to);
  return [
    `SIP/2.0 ${line}`,
    ...request.headers('via').map((via) => `Via: ${via}`),
    `From: ${request.header('from')}`,
    `To: ${to}${isTagged ? '' : `;tag=${tag}`}`,
    `Call-ID: ${request.header('call-id')}`,
    `CSeq: ${request.header('cseq')}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
