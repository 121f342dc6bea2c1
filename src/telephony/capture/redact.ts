/** What a capture never shows: answers to challenges, keys of SRTP, keys that somebody pressed. */

/** RFC 3261, 20.7 and 20.28; with the lines that continue the field (7.3.1). */
const CREDENTIALS = /^((?:proxy-)?authorization[ \t]*:)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;
/** RFC 4568, 9.1: the master keys of `a=crypto`; `k=` (RFC 8866, 5.12) held them before. */
const MEDIA_KEYS = /(inline:)([^|\r\n \t;]+)/gi;
const OLD_KEYS = /^(k=[a-z]+:)([^\r\n]*)/gim;
/** DTMF by INFO: a card's number, a code. */
const SIGNAL = /^(signal[ \t]*=[ \t]*)([^\r\n]*)/gim;
const BARE_SIGNAL = /^[ \t]*[0-9A-D*#]{1,32}[ \t]*(?:\r?\n)?$/i;

/** The message with its secrets blanked; bodies keep their length, so that Content-Length stays true. */
export function redact(message: Uint8Array): Buffer {
  const text = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const [head, body] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
  return Buffer.from(head.replace(CREDENTIALS, '$1 (blanked)') + redactBody(head, body), 'latin1');
}

function blank(_: string, name: string, secret: string): string {
  return name + 'x'.repeat(secret.length);
}

function redactBody(head: string, body: string): string {
  const keyless = body.replace(MEDIA_KEYS, blank).replace(OLD_KEYS, blank).replace(SIGNAL, blank);
  if (!/^(?:content-type|c)[ \t]*:[ \t]*application\/dtmf/im.test(head)) return keyless;
  const content = keyless.slice(4);
  return BARE_SIGNAL.test(content) ? keyless.slice(0, 4) + content.replace(/[^\r\n]/g, 'x') : keyless;
}
