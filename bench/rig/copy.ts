/** COPY FROM STDIN over the driver's own connection. */
import type { Client, Connection, Submittable } from 'pg';

/** Sends rows in COPY's text format, a piece at a time. */
export function copyRows(client: Client, statement: string, pieces: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let fault: Error | undefined;
    const copy = {
      submit: (connection: Connection) => void connection.query(statement),
      handleCopyInResponse(connection: CopyConnection) {
        void (async () => {
          for (const piece of pieces)
            if (!connection.stream.writableNeedDrain) connection.sendCopyFromChunk(Buffer.from(piece));
            else {
              await new Promise((drained) => connection.stream.once('drain', drained));
              connection.sendCopyFromChunk(Buffer.from(piece));
            }
          connection.endCopyFrom();
        })();
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        fault = error;
        reject(error);
      },
      handleReadyForQuery: () => {
        if (!fault) resolve();
      },
    };
    client.query(copy as unknown as Submittable);
  });
}

interface CopyConnection {
  readonly stream: NodeJS.WritableStream & { writableNeedDrain: boolean };
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}
