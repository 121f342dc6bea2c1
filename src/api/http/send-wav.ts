/** Answers a WAV or a capture, whole or in part, wherever it lies. */
import { Readable } from 'node:stream';
import { AppError } from '#kernel';
import type { RecordingFile } from '#domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRange } from './byte-range.ts';

/**
 * @param name the file's name without its ending, for who saves it.
 * @throws AppError `range-not-satisfiable` (416), and what the recording's place throws
 */
export async function sendWav(
  request: FastifyRequest,
  reply: FastifyReply,
  file: RecordingFile,
  name: string,
  kind: { readonly ending: string; readonly type: string } = { ending: 'wav', type: 'audio/wav' },
): Promise<FastifyReply> {
  const size = file.bytes;
  const range = readRange(request.headers.range, size);
  void reply
    .header('Accept-Ranges', 'bytes')
    .header('Cache-Control', 'private, max-age=3600')
    .header('Content-Disposition', `inline; filename="${name}.${kind.ending}"`);
  if (range === 'unsatisfiable') {
    void reply.header('Content-Range', `bytes */${size}`);
    throw notInFile(size);
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  // An empty stream keeps the length of the file; an empty body would make it 0.
  const body = request.method === 'HEAD' ? Readable.from([]) : Readable.from(await file.read(start, end));
  if (range) void reply.code(206).header('Content-Range', `bytes ${start}-${end}/${size}`);
  void reply.type(kind.type).header('Content-Length', end - start + 1);
  return reply.send(body);
}

function notInFile(size: number): AppError {
  return new AppError({
    code: 'range-not-satisfiable',
    status: 416,
    param: 'Range',
    message: `The file has ${size} bytes; the range begins behind its end.`,
  });
}
