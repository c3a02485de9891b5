import type { WireError } from './wire';

/** A command's failure. Decide by `code` and `reason`, never by `message`; word it with errors.ts. */
export class HostError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly params: WireError['params'];

  constructor({ code, message, reason, params }: WireError) {
    super(message);
    this.name = 'HostError';
    this.code = code;
    this.reason = reason;
    this.params = params;
  }
}

export function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'code' in value && 'reason' in value;
}
