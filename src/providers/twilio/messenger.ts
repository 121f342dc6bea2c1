/** Twilio's Messages API: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
import { ModelError, type HttpRequest, type Messenger, type MessengerOptions } from '#models';
import { exchangeJson, under } from '../shared/service-exchange.ts';

const BASE = 'https://api.twilio.com';

/** `POST /2010-04-01/Accounts/{Sid}/Messages.json`, a form, with basic authentication by SID and token. */
export function encodeMessage(
  { account, token, url, timeoutMs }: MessengerOptions,
  message: { readonly from: string; readonly to: string; readonly text: string },
): HttpRequest {
  const form = new URLSearchParams({ To: message.to, From: message.from, Body: message.text });
  return {
    method: 'POST',
    url: under(url ?? BASE, `/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`),
    headers: {
      authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    timeoutMs,
    body: form.toString(),
  };
}

/** `{sid, status: 'queued'}` @throws ModelError `protocol` */
export function decodeMessage(body: Readonly<Record<string, unknown>>): { id: string; status: string } {
  const { sid, status } = body;
  if (typeof sid !== 'string')
    throw new ModelError({
      provider: 'Twilio',
      fault: 'protocol',
      message: "Twilio's answer holds no message.",
    });
  return { id: sid, status: typeof status === 'string' ? status : 'queued' };
}

export function createTwilioMessenger(options: MessengerOptions): Messenger {
  return {
    contract: 1,
    async send(message, signal) {
      const request = { ...encodeMessage(options, message), signal };
      return decodeMessage(await exchangeJson('Twilio', options.http, request, ({ message }) => message));
    },
  };
}
