/** What every vendor's factories take. A vendor's folder holds translators without I/O, and its factories. */
import type { Clock, Logger } from '#kernel';
import type { Outlet } from './shared/outlet.ts';

export interface VendorOptions {
  readonly apiKey: string;
  /** The vendor's own name of the model; each factory has a default. */
  readonly model?: string | undefined;
  /**
   * Another base than the vendor's own: a region, a proxy, a self-hosted server, or a test. `http(s):` here; sockets
   * use `ws(s):` of the same host.
   */
  readonly url?: string | undefined;
  /** How connections to `url` are opened; absent: as to the vendor's own. */
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}
