/** One address a vendor and organization, as each stage of the vendor wants it. Pure. */

interface Addressed {
  readonly url?: string | undefined;
}

/** Without the version at its end, and without a slash. */
export function base(url: string | undefined, fallback: string): string {
  return (url ?? fallback).replace(/\/+$/, '').replace(/\/v\d\w*$/, '');
}

/** For factories that add the version by themselves. */
export function root<T extends Addressed>(options: T): T {
  return options.url === undefined ? options : { ...options, url: base(options.url, '') };
}

/** For factories that want the version in it. */
export function versioned<T extends Addressed>(options: T, version: string): T {
  return options.url === undefined ? options : { ...options, url: `${base(options.url, '')}/${version}` };
}

/** Google serves each stage at a host of its own: `eu-speech.googleapis.com`, `eu-texttospeech.googleapis.com`. */
export function stageHost<T extends Addressed>(options: T, other: string, own: string): T {
  if (options.url === undefined) return options;
  const pattern = new RegExp(`^(https?://(?:[a-z0-9-]+-)?)${other}(\\.googleapis\\.com)`);
  return { ...options, url: options.url.replace(pattern, `$1${own}$2`) };
}
