/** The sockets of one call: RTP on an even port, RTCP on the next, both unconnected. */
import { createSocket, type RemoteInfo, type Socket, type SocketOptions } from 'node:dgram';
import { isIPv6 } from 'node:net';

export interface RtpSocketsOptions {
  readonly address: string;
  /** Even; 0: the operating system chooses. */
  readonly port: number;
  onRtp(bytes: Uint8Array, source: RemoteInfo): void;
  onRtcp(bytes: Uint8Array, source: RemoteInfo): void;
  /** An error of either socket after it was bound (ICMP, a full buffer); the call goes on. */
  onError(error: Error): void;
}

export interface RtpSockets {
  readonly port: number;
  readonly rtcpPort: number;
  /** The bytes must stay as they are until the datagram has left, which is at once unless the buffer is full. */
  sendRtp(bytes: Uint8Array, port: number, address: string): void;
  sendRtcp(bytes: Uint8Array, port: number, address: string): void;
  close(): Promise<void>;
}

/** Tries to get a pair whose even port the operating system chose. */
const EPHEMERAL_TRIES = 50;

/** Opens the pair. Rejects with the system's error, `EADDRINUSE` when one of the ports is taken. */
export async function openRtpSockets(options: RtpSocketsOptions): Promise<RtpSockets> {
  for (let tries = 1; ; tries++) {
    const first = await bind(options, options.port);
    const port = first.address().port;
    // Ephemeral and odd: it becomes the RTCP port of the even one below (RFC 3550, 11).
    try {
      const second = await bind(options, port % 2 === 0 ? port + 1 : port - 1);
      return port % 2 === 0 ? pair(options, first, second) : pair(options, second, first);
    } catch (error) {
      await closed(first);
      if (options.port !== 0 || tries >= EPHEMERAL_TRIES) throw error;
    }
  }
}

function bind(options: RtpSocketsOptions, port: number): Promise<Socket> {
  const family: SocketOptions = isIPv6(options.address) ? { type: 'udp6', ipv6Only: true } : { type: 'udp4' };
  // Only addresses are ever sent to; answering without the resolver saves a turn of the loop a packet.
  const lookup: NonNullable<SocketOptions['lookup']> = (host, _options, callback) =>
    callback(null, host, family.type === 'udp6' ? 6 : 4);
  const socket = createSocket({ ...family, lookup });
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ address: options.address, port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      // An unconnected UDP socket reports an ICMP error of any peer here; without a listener it would end the process.
      socket.on('error', options.onError);
      resolve(socket);
    });
  });
}

function pair(options: RtpSocketsOptions, rtp: Socket, rtcp: Socket): RtpSockets {
  let open = true;
  rtp.on('message', options.onRtp);
  rtcp.on('message', options.onRtcp);
  const send = (socket: Socket) => (bytes: Uint8Array, port: number, address: string) => {
    if (open) socket.send(bytes, 0, bytes.length, port, address, report);
  };
  const report = (error: Error | null): void => {
    if (error && open) options.onError(error);
  };
  return {
    port: rtp.address().port,
    rtcpPort: rtcp.address().port,
    sendRtp: send(rtp),
    sendRtcp: send(rtcp),
    async close() {
      if (!open) return;
      open = false;
      await Promise.all([closed(rtp), closed(rtcp)]);
    },
  };
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
