// Written by tools/client.ts from openapi/openapi.json.
import { Transport, type ClientOptions } from '../transport.ts';
import { AgentsApi } from './agents.ts';
import { CallsApi } from './calls.ts';
import { NumbersApi } from './numbers.ts';
import { OrganizationApi } from './organization.ts';
import { PricesApi } from './prices.ts';
import { ProvidersApi } from './providers.ts';
import { SuppressionsApi } from './suppressions.ts';
import { TemplatesApi } from './templates.ts';
import { TrunksApi } from './trunks.ts';
import { VoicesApi } from './voices.ts';

/** A client of one server with one key. */
export class Parley {
  readonly agents: AgentsApi;
  readonly calls: CallsApi;
  readonly numbers: NumbersApi;
  readonly organization: OrganizationApi;
  readonly prices: PricesApi;
  readonly providers: ProvidersApi;
  readonly suppressions: SuppressionsApi;
  readonly templates: TemplatesApi;
  readonly trunks: TrunksApi;
  readonly voices: VoicesApi;

  constructor(options: ClientOptions) {
    const transport = new Transport(options);
    this.agents = new AgentsApi(transport);
    this.calls = new CallsApi(transport);
    this.numbers = new NumbersApi(transport);
    this.organization = new OrganizationApi(transport);
    this.prices = new PricesApi(transport);
    this.providers = new ProvidersApi(transport);
    this.suppressions = new SuppressionsApi(transport);
    this.templates = new TemplatesApi(transport);
    this.trunks = new TrunksApi(transport);
    this.voices = new VoicesApi(transport);
  }
}
