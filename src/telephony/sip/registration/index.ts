/** Registrations and pings (RFC 3261, 10 and 11). */
export { ping } from './ping.ts';
export { RunningRegistration, type RegistrationWorld } from './registrations.ts';
