/** Resend's API: https://resend.com/docs/api-reference/introduction */
import { ModelError, type HttpRequest, type Mailer, type MailerDomain, type MailerOptions } from '#models';
import { exchangeJson, isObject, under } from '../shared/service-exchange.ts';

export const RESEND_URL = 'https://api.resend.com';
const NAME = 'Resend';
const TIMEOUT_MS = 10_000;
const STATES = ['not_started', 'pending', 'verified', 'failed', 'temporary_failure'] as const;

type Json = Readonly<Record<string, unknown>>;

const one = (id: string): string => `/domains/${encodeURIComponent(id)}`;

/** Nothing is contacted before. @example createResend({ http, key, url: null }).listDomains() */
export function createResend({ http, key, url }: MailerOptions): Mailer {
  const ask = (
    method: string,
    path: string,
    body?: unknown,
    more: Partial<HttpRequest> = {},
  ): Promise<Json> =>
    exchangeJson(
      NAME,
      http,
      {
        method,
        url: under(url ?? RESEND_URL, path),
        timeoutMs: TIMEOUT_MS,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...more,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more.headers,
        },
      },
      // https://resend.com/docs/api-reference/errors: {statusCode, name, message}
      ({ message }) => message,
    );
  return {
    contract: 1,
    async createDomain({ name, region }) {
      return decodeDomain(
        await ask('POST', '/domains', { name, ...(region === undefined ? {} : { region }) }),
      );
    },
    async listDomains() {
      const { data } = await ask('GET', '/domains');
      if (!Array.isArray(data)) throw unreadable('list of domains');
      return data.map(decodeDomain);
    },
    async readDomain(id) {
      try {
        return decodeDomain(await ask('GET', one(id)));
      } catch (thrown) {
        if (isGone(thrown)) return null;
        throw thrown;
      }
    },
    async verifyDomain(id) {
      await ask('POST', `${one(id)}/verify`);
    },
    async removeDomain(id) {
      try {
        await ask('DELETE', one(id));
      } catch (thrown) {
        if (!isGone(thrown)) throw thrown;
      }
    },
    async send({ attachments = [], ...letter }, idempotencyKey, signal) {
      // https://resend.com/docs/api-reference/emails/send-email: the key holds for 24 hours.
      const headers = { 'idempotency-key': idempotencyKey };
      const files = attachments.map(({ name, text }) => ({
        filename: name,
        content: Buffer.from(text, 'utf8').toString('base64'),
      }));
      const body = { ...letter, ...(files.length === 0 ? {} : { attachments: files }) };
      const { id } = await ask('POST', '/emails', body, { headers, signal });
      if (typeof id !== 'string') throw unreadable('letter');
      return id;
    },
  };
}

/** @throws ModelError `protocol` */
function decodeDomain(value: unknown): MailerDomain {
  if (!isObject(value)) throw unreadable('domain');
  const { id, name, status, region, records } = value;
  if (typeof id !== 'string' || typeof name !== 'string') throw unreadable('domain');
  return {
    providerId: id,
    name,
    state: STATES.find((state) => state === status) ?? 'pending',
    region: typeof region === 'string' ? region : 'us-east-1',
    records: Array.isArray(records) ? records.filter(isObject).map(decodeRecord) : [],
  };
}

function decodeRecord(row: Json): MailerDomain['records'][number] {
  const text = (name: string): string => {
    const value = row[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const priority = row['priority'];
  return {
    ...{ record: text('record'), name: text('name'), type: text('type'), ttl: text('ttl') },
    ...{
      status: text('status'),
      value: text('value'),
      priority: typeof priority === 'number' ? priority : null,
    },
  };
}

function isGone(thrown: unknown): boolean {
  return thrown instanceof ModelError && thrown.httpStatus === 404;
}

function unreadable(what: string): ModelError {
  return new ModelError({ provider: NAME, fault: 'protocol', message: `Resend's answer holds no ${what}.` });
}
