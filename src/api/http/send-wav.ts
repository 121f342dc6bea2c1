/** Answers a WAV file, whole or in part. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError } from '#kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRange } from './byte-range.ts';

/**
 * @param name the file's name without its ending, for who saves it.
 * @throws AppError `recording-unknown` (404) when the file is gone, `range-not-satisfiable` (416)
 */
export async function sendWav(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  name: string,
): Promise<FastifyReply> {
  const size = await sizeOf(path);
  const range = readRange(request.headers.range, size);
  void reply
    .header('Accept-Ranges', 'bytes')
    .header('Cache-Control', 'private, max-age=3600')
    .header('Content-Disposition', `inline; filename="${name}.wav"`);
  if (range === 'unsatisfiable') {
    void reply.header('Content-Range', `bytes */${size}`);
    throw notInFile(size);
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) void reply.code(206).header('Content-Range', `bytes ${start}-${end}/${size}`);
  void reply.type('audio/wav').header('Content-Length', end - start + 1);
  // An empty stream keeps the length of the file; an empty body would make it 0.
  const body = request.method === 'HEAD' ? Readable.from([]) : createReadStream(path, { start, end });
  return reply.send(body);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new AppError({
      code: 'recording-unknown',
      status: 404,
      message: 'The recording of this call is no longer on the disk.',
      cause,
    });
  }
}

function notInFile(size: number): AppError {
  return new AppError({
    code: 'range-not-satisfiable',
    status: 416,
    param: 'Range',
    message: `The recording has ${size} bytes; the range begins behind its end.`,
  });
}
