/** For tests: reads a capture as Wireshark would. */

export interface CapturedPacket {
  /** Wall time, ms. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly payload: Buffer;
  /** Of the payload as it was, octets. */
  readonly length: number;
}

/** @throws RangeError when it is no pcap of UDP packets */
export function readPcap(file: Buffer): CapturedPacket[] {
  if (file.readUInt32LE(0) !== 0xa1b2c3d4 || file.readUInt32LE(20) !== 101)
    throw new RangeError('This is no pcap of raw IP.');
  const packets: CapturedPacket[] = [];
  for (let at = 24; at < file.length;) {
    const kept = file.readUInt32LE(at + 8);
    const packet = file.subarray(at + 16, at + 16 + kept);
    packets.push({
      at: file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / 1000,
      ...readIp(packet),
    });
    at += 16 + kept;
  }
  return packets;
}

function readIp(packet: Buffer): Omit<CapturedPacket, 'at'> {
  const six = packet[0]! >> 4 === 6;
  const udp = packet.subarray(six ? 40 : 20);
  if (packet[six ? 6 : 9] !== 17) throw new RangeError('This packet is no UDP.');
  const address = (from: number): string =>
    six ? packet.subarray(from, from + 16).toString('hex') : packet.subarray(from, from + 4).join('.');
  const [source, target] = six ? [8, 24] : [12, 16];
  return {
    from: `${address(source)}:${udp.readUInt16BE(0)}`,
    to: `${address(target)}:${udp.readUInt16BE(2)}`,
    payload: udp.subarray(8),
    length: udp.readUInt16BE(4) - 8,
  };
}
