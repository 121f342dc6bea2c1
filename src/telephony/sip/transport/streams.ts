/** SIP over TCP and TLS: the connections, found by where they lead, opened when there is none. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import { errorText, type Closable, type Clock, type Logger } from '#kernel';
import type { SipCertificates, SipTarget, SipTransport } from '../../contract.ts';
import { wireHost } from '../message/index.ts';
import { bindError } from './bind-error.ts';
import { Connection } from './connection.ts';
import { ConnectionTable } from './connection-table.ts';
import { checkTls, connectTls, listenTls, renewListener, tlsFault, type TlsSettings } from './tls.ts';
import type { Address, SendFailed, Source } from './transport.ts';

export interface StreamsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tls: TlsSettings;
  /** What our connections come from; absent: the system chooses. */
  readonly from?: string;
}

export class Streams implements Closable {
  readonly #options: StreamsOptions;
  readonly #table = new ConnectionTable();
  readonly #servers: Server[] = [];
  readonly #secured: TlsServer[] = [];
  #tls: TlsSettings;
  #listener: (message: Uint8Array, from: Source) => void = () => undefined;
  #needed: (peer: SipTarget) => boolean = () => false;
  #flows = 0;
  #closed = false;

  constructor(options: StreamsOptions) {
    this.#options = options;
    this.#tls = options.tls;
  }

  /** How many connections are open, for tests and metrics. */
  get size(): number {
    return this.#table.size;
  }

  /** @throws AppError `port-busy`, `bind-failed` */
  async listen(transport: 'TCP' | 'TLS', bind: Address): Promise<Address> {
    const accept = (socket: Socket): void => this.#accept(transport, socket);
    const secured = transport === 'TLS' ? listenTls(this.#tls, accept) : null;
    const server = secured ?? createServer({ noDelay: true }, accept);
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => reject(bindError(cause, bind, transport === 'TLS' ? 'tls' : 'tcp')));
      server.listen({ host: bind.host, port: bind.port, exclusive: true }, () => resolve());
    });
    server.removeAllListeners('error');
    server.on('error', (error) => this.#options.logger.warn('sip-socket-error', { error }));
    server.on('tlsClientError', (error) =>
      this.#options.logger.info('sip-tls-refused', { detail: errorText(error) }),
    );
    this.#servers.push(server);
    if (secured) this.#secured.push(secured);
    const { address, port } = server.address() as { address: string; port: number };
    return { host: address, port };
  }

  send(message: Uint8Array, to: Source, failed: SendFailed): void {
    if (this.#closed) return;
    // 18.2.2: a response goes by the connection of its request, as does a request in a dialog that began by it; 18:
    // anything else by one that leads there.
    const known = (to.flow !== undefined && this.#table.byFlow(to.flow)) || this.#table.find(to);
    const connection = known || this.#open(to);
    connection.send(message, !isResponse(message), (detail, unsent) =>
      failed(unreachable(to, detail), unsent),
    );
  }

  /** Its own requests and responses stay with the mute connection, which its keep-alive ends. */
  unanswered(to: SipTarget): void {
    const connection = this.#table.find(to);
    if (connection?.isMute) this.#table.retire(connection);
  }

  /** RFC 5923: the peer of that connection wants requests for its `port` by it. */
  alias(source: Source, port: number): void {
    const connection = source.flow === undefined ? undefined : this.#table.byFlow(source.flow);
    if (connection) this.#table.alias(connection, { ...connection.peer, port });
  }

  onMessage(listener: (message: Uint8Array, from: Source) => void): void {
    this.#listener = listener;
  }

  keep(needed: (peer: SipTarget) => boolean): void {
    this.#needed = needed;
  }

  /**
   * New connections, both ways, use these from now on.
   * @throws AppError `sip-tls-invalid`, and all stays as it was
   */
  renewTls(pem: SipCertificates): void {
    const { certificate: _, ca: __, ...kept } = this.#tls;
    const tls: TlsSettings = { ...kept, ...pem };
    checkTls(tls);
    this.#tls = tls;
    for (const server of this.#secured) renewListener(server, tls);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const stopped = this.#servers.map((server) => new Promise<void>((done) => server.close(() => done())));
    for (const connection of this.#table.all()) connection.end('SIP was closed');
    await Promise.all(stopped);
  }

  #accept(transport: SipTransport, socket: Socket): void {
    const { remoteAddress: host, remotePort: port } = socket;
    if (this.#closed || host === undefined || port === undefined || !this.#table.admits(host)) {
      socket.on('error', () => undefined);
      socket.destroy();
      return;
    }
    this.#add({ transport, host, port }, socket, false);
  }

  #open(to: Source): Connection {
    const { transport, host, port, serverName = host } = to;
    const { from } = this.#options;
    const peer: SipTarget = { transport, host, port, ...(transport === 'TLS' ? { serverName } : {}) };
    const socket =
      transport === 'TLS'
        ? connectTls(this.#tls, { host, port, serverName }, from)
        : connect({ host, port, noDelay: true, ...(from === undefined ? {} : { localAddress: from }) });
    const connection = this.#add(peer, socket, true);
    socket.once(transport === 'TLS' ? 'secureConnect' : 'connect', () => connection.opened());
    return connection;
  }

  #add(peer: SipTarget, socket: Socket, connecting: boolean): Connection {
    const connection = new Connection({
      ...{ flow: ++this.#flows, peer, socket, connecting, clock: this.#options.clock },
      needed: (each) => this.#needed(each),
      message: (bytes, source) => this.#take(bytes, source),
      closed: (each) => this.#table.remove(each),
      silence: peer.transport === 'TLS' ? TLS_SILENCE : 'the peer closed the connection without a word',
      explain: (error) =>
        plainFault(error) ?? (peer.transport === 'TLS' ? tlsFault(error) : errorText(error)),
    });
    this.#table.add(connection, connecting);
    return connection;
  }

  #take(bytes: Uint8Array, source: Source): void {
    try {
      this.#listener(bytes, source);
    } catch (error) {
      // A message from outside must never end the process; what threw is our bug and is logged as such.
      this.#options.logger.error('sip-message-fault', { error });
    }
  }
}

/** With TLS 1.3 a server judges our certificate when we think that we are in. */
const TLS_SILENCE =
  'the peer closed the connection without a word: it may want another certificate of ours (PARLEY_SIP_TLS_CERT)';

/** 7.2: a status line begins with the version, which is no method. */
function isResponse(message: Uint8Array): boolean {
  return Buffer.from(message.buffer, message.byteOffset, 4).toString('latin1') === 'SIP/';
}

function plainFault(error: NodeJS.ErrnoException): string | undefined {
  if (error.code === 'ECONNREFUSED') return 'nothing listens there';
  return error.code === 'ECONNRESET' ? 'the peer broke the connection' : undefined;
}

/** Goes into the call's end reason. */
function unreachable({ transport, host, port }: SipTarget, why: string): string {
  return `${wireHost(host)}:${port} could not be reached over ${transport}: ${why}. Check the host, the port and the transport, and that it is up.`;
}
