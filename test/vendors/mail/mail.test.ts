/** Resend's protocol: domains, letters, and every way in which it can fail. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createMailService } from '#calling';
import type { MailDomain } from '#domain';
import { AppError, realClock, silentLogger, type Id } from '#kernel';
import { ModelError } from '#models';
import { createOutboundHttp, createResend } from '#providers';
import { MAIL_KEY, startMail, type MailServer } from './server.ts';

const http = createOutboundHttp({ allowNetworks: ['127.0.0.0/8'], clock: realClock, logger: silentLogger });
const letter = { from: '"A" <calls@x.test>', to: ['a@y.test'], subject: 's', text: 't', html: '<p>t</p>' };
let mail: MailServer;

before(async () => void (mail = await startMail()));
after(() => mail.stop());

const never = new AbortController().signal;

test('a domain: made with its records, verified when they are found, then letters leave, once a key', async () => {
  const resend = createResend({ http, key: MAIL_KEY, url: mail.url });
  const domain = await resend.createDomain({ name: 'x.test', region: 'eu-west-1' });
  assert.deepEqual([domain.state, domain.region, domain.records.length], ['not_started', 'eu-west-1', 2]);
  assert.equal(domain.records[0]!.priority, 10);
  await assert.rejects(
    resend.send(letter, 'k', never),
    (fault) => fault instanceof ModelError && !fault.retryable,
  );
  await resend.verifyDomain(domain.providerId);
  assert.equal((await resend.readDomain(domain.providerId))!.state, 'pending');
  mail.records.found = true;
  await resend.verifyDomain(domain.providerId);
  assert.equal((await resend.listDomains())[0]!.state, 'verified');
  const first = await resend.send(letter, 'k', never);
  assert.equal(await resend.send(letter, 'k', never), first);
  assert.deepEqual([...mail.letters], [letter]);
  await resend.removeDomain(domain.providerId);
  await resend.removeDomain(domain.providerId);
  assert.equal(await resend.readDomain(domain.providerId), null);
});

for (const [fault, retryable] of [
  [429, true],
  [500, true],
  ['cut', true],
  [422, false],
  ['garbage', false],
] as const)
  test(`a letter that meets ${fault} ${retryable ? 'may go later' : 'is refused'}`, async () => {
    mail.fail(fault);
    const resend = createResend({ http, key: MAIL_KEY, url: mail.url });
    await assert.rejects(
      resend.send(letter, `k ${fault}`, never),
      (thrown) => thrown instanceof ModelError && thrown.retryable === retryable,
    );
  });

test('what the API answers: no key, a refused one, words of the service, a service that is down', async () => {
  const serviceWith = (key: string | null, domains: readonly MailDomain[] = []) =>
    createMailService({
      store: {
        mail: { listDomains: async () => domains },
        providerKeys: {
          list: async (organizationId: Id) =>
            key === null
              ? []
              : [
                  {
                    ...{
                      id: organizationId,
                      organizationId,
                      provider: 'resend',
                      name: '',
                      key,
                      url: mail.url,
                    },
                    ...{ state: 'works', testedAt: null, createdAt: 0, updatedAt: 0 },
                  },
                ],
        },
      },
      mailer: createResend,
      http,
    });
  const failsWith = async (key: string | null, code: string, status: number) =>
    assert.rejects(
      serviceWith(key).createDomain('o' as Id, 'y.test', undefined),
      (thrown) => thrown instanceof AppError && thrown.code === code && thrown.status === status,
      code,
    );
  await failsWith(null, 'mail-key-missing', 400);
  await failsWith('re_other', 'mail-refused', 422);
  mail.fail(422);
  await failsWith(MAIL_KEY, 'mail-refused', 422);
  mail.fail(503);
  await failsWith(MAIL_KEY, 'mail-unavailable', 502);
  mail.fail('garbage');
  await failsWith(MAIL_KEY, 'mail-unavailable', 502);
  const table = {
    ...{ fromName: 'Par"ley', to: ['a@b.test'], subject: '1 call', text: '<1>', key: 'table' },
    attachments: [{ name: 'calls.csv', text: 'id\r\n' }],
  };
  await assert.rejects(serviceWith(MAIL_KEY).send('o' as Id, table), { code: 'mail-domain-missing' });
  const resend = createResend({ http, key: MAIL_KEY, url: mail.url });
  await resend.verifyDomain((await resend.createDomain({ name: 'y.test' })).providerId);
  const domain = { name: 'y.test', sender: 'calls', state: 'verified' } as MailDomain;
  await serviceWith(MAIL_KEY, [domain]).send('o' as Id, table);
  assert.deepEqual(mail.letters.at(-1), {
    ...{ from: '"Par ley" <calls@y.test>', to: ['a@b.test'], subject: '1 call', text: '<1>' },
    ...{ html: '<p>&#60;1&#62;</p>', attachments: [{ filename: 'calls.csv', content: 'aWQNCg==' }] },
  });
});
