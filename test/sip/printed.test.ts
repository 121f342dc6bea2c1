/** What we print: read back it is the same, and another stack finds nothing wrong with it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseMessage, printMessage } from '../../src/telephony/sip/message/index.ts';
import { startJudge, type Judge } from '../peers/kamailio-judge.ts';
import { printedMessages, type Printed } from './printed-messages.ts';

let printed: Printed[];
let judge: Judge;
before(async () => {
  judge = await startJudge();
  printed = await printedMessages();
});
after(() => judge.stop());

const firstLine = ({ bytes }: Printed): string => bytes.toString('latin1').split('\r\n')[0]!;

test('every kind is there', () => {
  const lines = printed.map(firstLine);
  const methods = new Set(lines.map((line) => line.split(' ')[0]!));
  for (const method of ['INVITE', 'ACK', 'BYE', 'CANCEL', 'PRACK', 'UPDATE', 'INFO', 'REFER', 'NOTIFY'])
    assert.ok(methods.has(method), `${method} of ${[...methods].join(' ')}`);
  const statuses = new Set(lines.flatMap((line) => /^SIP\/2\.0 (\d+)/.exec(line)?.[1] ?? []));
  for (const status of [100, 180, 183, 200, 202, 400, 405, 415, 420, 480, 481, 486, 487, 488, 603])
    assert.ok(statuses.has(String(status)), `${status} of ${[...statuses].join(' ')}`);
});

test('read back, each is what it was, to the byte', () => {
  for (const { kind, bytes } of printed) {
    const read = parseMessage(bytes);
    assert.ok(read.ok, `${kind}: ${read.ok ? '' : read.problem}\n${bytes.toString()}`);
    assert.equal(Buffer.from(printMessage(read.message)).toString(), bytes.toString(), kind);
  }
});

for (const transport of ['UDP', 'TCP'] as const)
  test(`kamailio's sanity module finds nothing wrong with any, over ${transport}`, async (t) => {
    const verdicts = await judge.judge(
      printed.map(({ bytes }) => bytes),
      transport,
    );
    const wrong = verdicts.flatMap((verdict, index) =>
      verdict.startsWith('sane ')
        ? []
        : [`${verdict}\n${printed[index]!.kind}:\n${printed[index]!.bytes.toString()}`],
    );
    assert.equal(wrong[0], undefined);
    t.diagnostic(`${verdicts.length} messages`);
  });
