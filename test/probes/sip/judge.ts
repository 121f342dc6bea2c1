/** What holds for every message and description, however it came about. */
import assert from 'node:assert/strict';
import { parseSdp, printSdp, OfferAnswer } from '../../../src/telephony/sdp/index.ts';
import {
  header,
  headerValues,
  parseMessage,
  parseNameAddrs,
  parseUri,
  printMessage,
  q850Of,
  rawCallId,
  sdpOf,
  uriUser,
} from '../../../src/telephony/sip/message/index.ts';
import { parseChallenge } from '../../../src/telephony/sip/agent/digest.ts';

/** Reads a message as the stack does, and every field that it knows; what is taken is printed and read as the same. */
export function judgeMessage(bytes: Buffer): 'taken' | 'refused' {
  rawCallId(bytes);
  const result = parseMessage(bytes);
  if (!result.ok) {
    assert.match(result.problem, /^[A-Z].*\.$/s, 'a refusal is a sentence');
    return 'refused';
  }
  const { message } = result;
  for (const name of ['Contact', 'Route', 'Record-Route', 'Refer-To', 'P-Asserted-Identity', 'Diversion'])
    for (const value of headerValues(message, name)) parseNameAddrs(value)?.map(({ uri }) => parseUri(uri));
  parseChallenge(header(message, 'WWW-Authenticate') ?? '');
  q850Of(message);
  uriUser(message.from.uri);
  const sdp = sdpOf(message);
  if (sdp !== undefined) parseSdp(sdp);
  const again = parseMessage(printMessage(message));
  // What just keeps a limit may be longer in our own spelling, or have one value a line.
  if (!again.ok && /too (?:long|many)/.test(again.problem)) return 'taken';
  assert.ok(again.ok, again.ok ? '' : `Printed, it is refused: ${again.problem}`);
  assert.equal(JSON.stringify(again.message), JSON.stringify(message));
  return 'taken';
}

/** Reads a description, prints it, answers it and takes it as an answer. */
export function judgeSdp(bytes: Buffer): 'taken' | 'refused' {
  const text = bytes.toString('utf8');
  const parsed = parseSdp(text);
  const local = {
    address: '192.0.2.1',
    port: 4_000,
    rtcpPort: 4_001,
    codecs: ['PCMU', 'PCMA'] as const,
    sessionId: '1',
  };
  new OfferAnswer(local).takeAnswer(text);
  const agreed = new OfferAnswer(local).takeOffer(text);
  if (!parsed.ok) {
    assert.match(parsed.detail, /^[A-Z].*\.$/s, 'a refusal is a sentence');
    assert.ok(!agreed.ok);
    return 'refused';
  }
  const again = parseSdp(printSdp(parsed.description));
  if (!again.ok && /(?:longer|more) than/.test(again.detail)) return 'taken';
  assert.ok(again.ok, again.ok ? '' : `Printed, it is refused: ${again.detail}`);
  assert.equal(JSON.stringify(again.description), JSON.stringify(parsed.description));
  if (agreed.ok && agreed.answer !== undefined) {
    const answer = parseSdp(agreed.answer);
    // RFC 3264, 6: as many streams as the offer had.
    assert.ok(answer.ok && answer.description.media.length === parsed.description.media.length);
  }
  return 'taken';
}
