/** sipp as a peer: runs one scenario on 127.0.0.1 and tells what it saw. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, isBoundTcp, isBoundUdp } from './ports.ts';
import { freshFolder, startProgram, untilReady, type Program } from './program.ts';
import { readSippLog, type SipMessage } from './sip-message.ts';

export interface SippOptions {
  /** The scenario's XML. */
  readonly scenario: string;
  /** `host:port` to call; absent: a callee that waits. */
  readonly target?: string;
  /** Calls before it ends; 1. */
  readonly calls?: number;
  /** Gives up with 255 after this long, s; 60. */
  readonly timeoutS?: number;
  /** One socket (`u1`) unless said, or one connection (`t1`). */
  readonly transport?: 'UDP' | 'TCP';
  /** Files of the scenario's folder, e.g. raw G.711 to play, by name. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Sends each RTP packet back to where it came from. */
  readonly echo?: boolean;
  /** What its credentials name as the Request-URI, without `sip:`; its target unless said. */
  readonly authUri?: string;
  /** Repeats what is not answered and knows a repetition; otherwise each message counts. */
  readonly repeats?: boolean;
}

export interface SippResult {
  /** 0 all calls went as written; 1 one did not; 255 nobody called or it took too long; 254 sipp could not run. */
  readonly code: number;
  readonly messages: readonly SipMessage[];
  /** sipp's own words on what went wrong; empty when nothing did. */
  readonly errors: string;
}

export interface SippPeer {
  /** `127.0.0.1:port` of its SIP socket. */
  readonly address: string;
  readonly port: number;
  /** Where its RTP comes from, if it plays any. */
  readonly mediaPort: number;
  readonly pid: number;
  /** Messages so far. */
  seen(): readonly SipMessage[];
  /** When the scenario is over; its folder is gone then. */
  readonly done: Promise<SippResult>;
  stop(): Promise<SippResult>;
}

/** Starts sipp; a callee is listening when this resolves. */
export async function startSipp(options: SippOptions): Promise<SippPeer> {
  const folder = freshFolder('sipp');
  const port = await freePorts(2);
  const mediaPort = await freePorts(4);
  // 19.1.1: a Contact without the parameter would be called by UDP.
  const contact = options.transport === 'TCP' ? '[local_port];transport=tcp>' : '[local_port]>';
  writeFileSync(join(folder, 'scenario.xml'), options.scenario.replaceAll('[local_port]>', contact));
  for (const [name, content] of Object.entries(options.files ?? {}))
    writeFileSync(join(folder, name), content);
  const program = startProgram('sipp', arguments_(options, port, mediaPort), { folder });
  if (options.target === undefined)
    await untilReady(program, () => (options.transport === 'TCP' ? isBoundTcp(port) : isBoundUdp(port)));
  const done = program.exited.then((code) => {
    const result = { code, messages: messagesOf(program), errors: errorsOf(program, code) };
    program.remove();
    return result;
  });
  return {
    address: `127.0.0.1:${port}`,
    port,
    mediaPort,
    pid: program.pid,
    seen: () => messagesOf(program),
    done,
    async stop() {
      await program.stop();
      return done;
    },
  };
}

function arguments_(options: SippOptions, port: number, mediaPort: number): string[] {
  const timeout = options.timeoutS ?? 60;
  return [
    ...(options.target === undefined ? [] : [options.target]),
    ...['-sf', 'scenario.xml', '-i', '127.0.0.1', '-p', `${port}`],
    ...['-mi', '127.0.0.1', '-mp', `${mediaPort}`, '-m', `${options.calls ?? 1}`],
    ...(options.transport === 'TCP' ? ['-t', 't1'] : []),
    ...['-nostdin', '-timeout', `${timeout}`, '-timeout_error'],
    // -nr: a repeated identical request (the ACK to a repeated 200) is a message like any other
    ...(options.repeats ? [] : ['-nr']),
    ...(options.authUri === undefined ? [] : ['-auth_uri', options.authUri]),
    ...(options.echo ? ['-rtp_echo'] : []),
    ...['-trace_msg', '-message_file', 'messages.log', '-trace_err', '-error_file', 'errors.log'],
  ];
}

function messagesOf(program: Program): SipMessage[] {
  const path = join(program.folder, 'messages.log');
  return existsSync(path) ? readSippLog(readFileSync(path, 'utf8')) : [];
}

/** The error file exists only when something went wrong. */
function errorsOf(program: Program, code: number): string {
  const path = join(program.folder, 'errors.log');
  const errors = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return errors || (code === 0 ? '' : program.output().slice(-2000));
}
