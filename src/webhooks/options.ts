/** What the sender is made of; built and wired in main. */
import type { Call, Store, WebhookFormat, WebhookFormatName } from '#domain';
import type { Clock, Id, Logger, Random } from '#kernel';
import type { HttpClient } from '#models';

export interface WebhookOptions {
  readonly nodeId: Id;
  readonly store: Pick<Store, 'webhooks' | 'calls' | 'transaction' | 'onNotify'>;
  /** For tenants' URLs: guarded, pinned. */
  readonly http: HttpClient;
  readonly formats: Readonly<Record<WebhookFormatName, WebhookFormat>>;
  /** A link to a recording that needs no key. */
  readonly recordingUrl: (call: Call) => string | null;
  /** A vendor's body with the ids that imported objects had there; absent: with ours. */
  readonly spellIds?: (format: WebhookFormatName, organizationId: Id, body: string) => Promise<string>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}
