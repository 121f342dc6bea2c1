/** Twilio's Messages resource as its reference describes it: a form, basic authentication, errors with a code. */
import { json, serveTools, type ToolServerUnderTest } from './server.ts';

export interface TwilioServer extends ToolServerUnderTest {
  readonly sent: readonly Record<string, string>[];
}

export const TWILIO_ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
export const TWILIO_TOKEN = 'tw_0123456789abcdef';
const E164 = /^\+[1-9]\d{6,14}$/;

export async function startTwilio(): Promise<TwilioServer> {
  const sent: Record<string, string>[] = [];
  const server = await serveTools((asked, response) => {
    const refuse = (status: number, code: number, message: string): void =>
      json(response, status, {
        code,
        message,
        more_info: `https://www.twilio.com/docs/errors/${code}`,
        status,
      });
    const expected = `Basic ${Buffer.from(`${TWILIO_ACCOUNT}:${TWILIO_TOKEN}`).toString('base64')}`;
    if (asked.headers.authorization !== expected) return refuse(401, 20003, 'Authenticate');
    if (asked.method !== 'POST' || asked.path !== `/2010-04-01/Accounts/${TWILIO_ACCOUNT}/Messages.json`)
      return refuse(404, 20404, 'The requested resource was not found');
    if (!asked.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      return refuse(400, 20001, 'Unsupported media type');
    const form = Object.fromEntries(new URLSearchParams(asked.body));
    if (!E164.test(form['To'] ?? ''))
      return refuse(400, 21211, `The 'To' number ${form['To'] ?? ''} is not a valid phone number.`);
    if (!form['From'] || !form['Body']) return refuse(400, 21602, 'Message body is required.');
    sent.push(form);
    return json(response, 201, {
      sid: `SM${sent.length}`,
      status: 'queued',
      to: form['To'],
      from: form['From'],
    });
  });
  return Object.assign(server, { sent });
}
