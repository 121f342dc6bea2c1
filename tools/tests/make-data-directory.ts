/** Makes the data directory that is its argument: a Parley starts there and ends in order. */
import { startParley } from '../../src/main.ts';
import { testConfig } from '../../test/journeys/parley.ts';

await (await startParley(testConfig(process.argv[2]!))).close();
