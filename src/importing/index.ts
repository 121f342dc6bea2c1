/** What an organization has at another vendor, read by the vendor's API and written through our dialect of it. */
export { createImports, type ImportOptions, type Imports } from './service.ts';
