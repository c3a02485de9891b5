/**
 * The shapes that cross between the window and the core: every command with its request and
 * its result, and every event. Names and meanings: docs/commands.md. Times are UTC milliseconds
 * unless a name says otherwise (the SDK-shaped objects of `chat` use seconds). The core's tests hold
 * these files against what it sends.
 */
export type * from './commands';
export type * from './conversations';
export type * from './errors';
export type * from './events';
export type * from './groups';
export type * from './history';
export type * from './imports';
export type * from './messages';
export type * from './search';
export type * from './settings';
