/** A bucket that speaks S3's REST as far as recordings need it, and checks every signature by its own arithmetic. */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3Double {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  /** Every request, `METHOD path status`. */
  readonly log: string[];
  /** The next so many requests are answered 503. */
  fail: number;
  close(): Promise<void>;
}

export async function startS3(keyId: string, secret: string, region: string): Promise<S3Double> {
  const objects = new Map<string, Buffer>();
  const double = { objects, log: [] as string[], fail: 0 };
  const server = createServer((request, answer) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const body = Buffer.concat(pieces);
      const path = new URL(request.url!, 'http://x').pathname;
      const status = serve(request, answer, path, body);
      double.log.push(`${request.method} ${path} ${status}`);
    })();
  });
  const serve = (request: IncomingMessage, answer: ServerResponse, path: string, body: Buffer): number => {
    const end = (status: number, content: Buffer | string = '', headers = {}): number => {
      answer.writeHead(status, headers).end(content);
      return status;
    };
    const refuse = (status: number, code: string): number =>
      end(status, `<Error><Code>${code}</Code></Error>`);
    if (double.fail > 0) {
      double.fail--;
      return refuse(503, 'SlowDown');
    }
    if (request.headers['x-amz-content-sha256'] !== hex(body))
      return refuse(400, 'XAmzContentSHA256Mismatch');
    if (!isSigned(request)) return refuse(403, 'SignatureDoesNotMatch');
    const object = objects.get(path);
    if (request.method === 'PUT') {
      objects.set(path, body);
      return end(200);
    }
    if (request.method === 'DELETE') {
      objects.delete(path);
      return end(204);
    }
    if (!object) return refuse(404, 'NoSuchKey');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    return from === undefined ? end(200, object) : end(206, object.subarray(Number(from), Number(to) + 1));
  };
  const isSigned = (request: IncomingMessage): boolean => {
    const form =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;
    const [, id, day, where, names, signature] = form.exec(request.headers.authorization ?? '') ?? [];
    if (id !== keyId || where !== region || names === undefined) return false;
    if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.split(';').includes(name)))
      return false;
    const [path, query = ''] = request.url!.split('?');
    const lines = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`);
    const canonical = [
      request.method,
      path,
      query,
      ...lines,
      '',
      names,
      request.headers['x-amz-content-sha256'],
    ];
    const scope = `${day}/${region}/s3/aws4_request`;
    const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hex(canonical.join('\n'))].join(
      '\n',
    );
    let key: Buffer = Buffer.from(`AWS4${secret}`);
    for (const step of [day!, region, 's3', 'aws4_request', text])
      key = createHmac('sha256', key).update(step).digest();
    return key.toString('hex') === signature;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(double, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function hex(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
