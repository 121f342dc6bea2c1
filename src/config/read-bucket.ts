/** `s3://bucket/prefix?endpoint=https://…&region=…` */
import { BrokenRule, type Reader } from './readers.ts';

/** Where recordings go after their call. */
export interface BucketPlace {
  readonly bucket: string;
  /** Without slashes at its ends; may be empty. */
  readonly prefix: string;
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly region: string;
}

const FORM = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,62})(\/[^?#]*)?(\?[^#]*)?$/;
const KNOWN: readonly string[] = ['endpoint', 'region'];

export const readBucket: Reader<BucketPlace> = (text) => {
  const [, bucket, path = '', query = ''] = FORM.exec(text) ?? [];
  if (bucket === undefined) return new BrokenRule('must look like s3://bucket/prefix?endpoint=…&region=…');
  const settings = new URLSearchParams(query);
  const odd = [...settings.keys()].find((name) => !KNOWN.includes(name));
  if (odd !== undefined) return new BrokenRule(`knows endpoint and region, not ${odd}`);
  const region = settings.get('region') ?? 'us-east-1';
  const endpoint = settings.get('endpoint') ?? `https://s3.${region}.amazonaws.com`;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    return new BrokenRule('needs an absolute http or https URL as its endpoint');
  return { bucket, prefix: path.replace(/^\/+|\/+$/g, ''), endpoint: endpoint.replace(/\/+$/, ''), region };
};
