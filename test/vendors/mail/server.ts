/**
 * A mail service that speaks Resend's documented API: https://resend.com/docs/api-reference/introduction. Answers come
 * from memory; the next ones can be told to be faults.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** `hang`: never answers. `garbage`: 200 and no JSON. */
export type MailFault = number | 'hang' | 'garbage' | 'cut';

export interface MailServer {
  readonly url: string;
  /** Letters that were taken; the same key takes one once. */
  readonly letters: readonly SentLetter[];
  readonly asked: readonly string[];
  /** The next requests, in order, end like this. */
  fail(...faults: MailFault[]): void;
  /** Its records are found when it is verified next. */
  readonly records: { found: boolean };
  stop(): Promise<void>;
}

interface Domain {
  id: string;
  name: string;
  status: string;
  region: string;
}

const KEY = 're_test_key';

export async function startMail(): Promise<MailServer> {
  const [letters, asked, faults]: [SentLetter[], string[], MailFault[]] = [[], [], []];
  const domains = new Map<string, Domain>();
  const keys = new Map<string, string>();
  const records = { found: false };
  const rows = ({ name, status }: Domain) => [
    {
      record: 'SPF',
      name: `send.${name}`,
      type: 'MX',
      ttl: 'Auto',
      status,
      value: 'feedback-smtp.test',
      priority: 10,
    },
    { record: 'DKIM', name: `resend._domainkey.${name}`, type: 'TXT', ttl: 'Auto', status, value: 'p=MIGf' },
  ];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    const [method, path] = [request.method!, request.url!];
    asked.push(`${method} ${path}`);
    const answer = (status: number, value: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const refuse = (statusCode: number, name: string, message: string): void =>
      answer(statusCode, { statusCode, name, message });
    const fault = faults.shift();
    if (fault === 'hang') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'garbage') return void response.writeHead(200).end('<html>');
    if (fault !== undefined) return refuse(fault, 'fault', 'Told to fail.');
    if (request.headers.authorization !== `Bearer ${KEY}`)
      return refuse(401, 'invalid_api_key', 'API key is invalid');
    const [, noun, id, act] = path.split('/');
    if (noun === 'emails' && method === 'POST') {
      const key = String(request.headers['idempotency-key']);
      const known = keys.get(key);
      if (known !== undefined) return answer(200, { id: known });
      const letter = JSON.parse(body) as SentLetter;
      const domain = /@([^>]+)>?$/.exec(letter.from)?.[1];
      if (![...domains.values()].some((it) => it.name === domain && it.status === 'verified'))
        return refuse(403, 'validation_error', `The ${domain} domain is not verified.`);
      letters.push(letter);
      keys.set(key, `mail-${letters.length}`);
      return answer(200, { id: `mail-${letters.length}` });
    }
    if (noun !== 'domains') return refuse(404, 'not_found', 'No such path');
    if (id === undefined && method === 'GET')
      return answer(200, { object: 'list', data: [...domains.values()] });
    if (id === undefined) {
      const { name, region = 'us-east-1' } = JSON.parse(body) as { name: string; region?: string };
      if ([...domains.values()].some((it) => it.name === name))
        return refuse(403, 'validation_error', 'The domain has been registered already.');
      const domain = { id: `d${domains.size + 1}`, name, status: 'not_started', region };
      domains.set(domain.id, domain);
      return answer(201, { ...domain, records: rows(domain), created_at: '2026-01-01T00:00:00Z' });
    }
    const domain = domains.get(id);
    if (!domain) return refuse(404, 'not_found', 'Domain not found');
    if (act === 'verify') {
      domain.status = records.found ? 'verified' : 'pending';
      return answer(200, { object: 'domain', id });
    }
    if (method === 'DELETE') {
      domains.delete(id);
      return answer(200, { object: 'domain', id, deleted: true });
    }
    return answer(200, { object: 'domain', ...domain, records: rows(domain) });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    asked,
    records,
    fail: (...more) => void faults.push(...more),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export { KEY as MAIL_KEY };
