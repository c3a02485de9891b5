/**
 * Words for failures: `{code, reason, params}` of the core become a sentence in the person's
 * language that says what happened and what to do. A reason with words of its own wins, then the
 * parameter that was refused, then the code; `message` is for scripts and never shown.
 */
import { HostError } from './hostError';
import { isMessageKey, t } from './messages';
import type { WireError } from './wire';

export type Failing = Pick<WireError, 'code' | 'reason' | 'params'>;

/** The sentence for a failure of any kind, also one that did not come from the core. */
export function describeError(failure: unknown): string {
  if (failure instanceof HostError) return wordFailure(failure);
  return t('error.unexpected');
}

/** The sentence for a failure that came as data: in a file's report, a warning, the app's state. */
export function wordFailure({ code, reason, params }: Failing): string {
  const keys = [`error.reason.${reason}`, `error.parameter.${params.parameter}`, `error.code.${code}`];
  for (const key of keys) {
    if (!isMessageKey(key)) continue;
    try {
      return t(key, params);
    } catch {
      // A parameter is missing: the next, more general sentence needs fewer.
    }
  }
  return t('error.unexpected');
}
