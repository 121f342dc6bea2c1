/** The API's certificate, read again when it is renewed. */
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Api, TlsPair } from '#api';
import type { TlsConfig } from '#config';
import { AppError, errorText, type Logger } from '#kernel';

/** @throws AppError `certificate-unusable` naming the files */
export async function readTls({ cert, key }: TlsConfig): Promise<TlsPair> {
  try {
    const pair = { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
    createSecureContext(pair);
    return pair;
  } catch (cause) {
    throw new AppError({
      code: 'certificate-unusable',
      status: 500,
      message: `The certificate ${cert} with the key ${key} cannot be used: ${errorText(cause)}. Mend PARLEY_TLS_CERT and PARLEY_TLS_KEY.`,
      cause,
    });
  }
}

/** New connections get what the files hold now; a pair that does not fit leaves the old one in place. */
export async function renewTls(
  api: Pick<Api, 'renewTls'>,
  config: TlsConfig | null,
  logger: Logger,
): Promise<void> {
  if (config === null) return;
  try {
    api.renewTls(await readTls(config));
    logger.info('certificate-renewed', { cert: config.cert });
  } catch (fault) {
    logger.error('certificate-not-renewed', { fault });
  }
}
