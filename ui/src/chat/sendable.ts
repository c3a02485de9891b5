/**
 * What can cross to the core: JSON of well-formed text. The bridge answers anything else with a bare
 * text or a `TypeError`, where the contract wants 50002 and the parameter's name.
 */
import { HostError } from '../hostError';

/** Throws 50002 for the first parameter that cannot cross. What is missing is the core's to say. */
export function mustBeSendable(request: unknown): void {
  const isObject = typeof request === 'object' && request !== null;
  const parameters: Record<string, unknown> = isObject ? { ...request } : { arguments: request };
  for (const [parameter, value] of Object.entries(parameters)) {
    const why = obstacle(value);
    if (why === null) continue;
    const message = `${parameter}: ${why}`;
    throw new HostError({ code: 50002, message, reason: 'bad-parameter', params: { parameter, why } });
  }
}

function obstacle(value: unknown): string | null {
  let why: string | null = null;
  try {
    JSON.stringify(value, (name, part: unknown) => {
      // `name.slice(0, 9)` may cut an emoji in two and leave half of it.
      if (isBroken(name) || isBroken(part)) why = 'must be well-formed text';
      return part;
    });
  } catch (failure) {
    why = `cannot be sent: ${failure instanceof Error ? failure.message : String(failure)}`;
  }
  return why;
}

function isBroken(part: unknown): boolean {
  return typeof part === 'string' && !part.isWellFormed();
}
