/** Certificates for peers: an authority of its own and what it signs, P-256, valid for two days, made by openssl. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface IssuedCertificate {
  /** PEM files. */
  readonly certificate: string;
  readonly key: string;
  /** Both in one file, as baresip wants them. */
  readonly both: string;
}

export interface Authority {
  /** Its own certificate, a PEM file. */
  readonly file: string;
  /** For a host of these names, e.g. `['DNS:example.test', 'IP:127.0.0.1']`. */
  issue(name: string, alternatives: readonly string[]): IssuedCertificate;
}

/** A fresh authority; its files are put into `folder`. */
export function makeAuthority(folder: string, name = 'ca'): Authority {
  const [file, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const fresh = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const make = (subject: string, to: { certificate: string; key: string }, more: readonly string[]): void =>
    void execFileSync(
      'openssl',
      [...fresh, '-keyout', to.key, '-out', to.certificate, '-subj', `/CN=${subject}`, '-days', '2', ...more],
      { stdio: 'pipe' },
    );
  make(name, { certificate: file, key }, []);
  return {
    file,
    issue(subject, alternatives) {
      const [certificate, own, both] = ['pem', 'key', 'both.pem'].map((end) =>
        join(folder, `${subject}.${end}`),
      );
      const issued = { certificate: certificate!, key: own!, both: both! };
      make(subject, issued, [
        ...['-CA', file, '-CAkey', key, '-addext', `subjectAltName=${alternatives.join(',')}`],
        ...['-addext', 'basicConstraints=critical,CA:FALSE'],
      ]);
      writeFileSync(issued.both, readFileSync(issued.key, 'utf8') + readFileSync(issued.certificate, 'utf8'));
      return issued;
    },
  };
}
