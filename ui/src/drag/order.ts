import type { Edge } from './payload';

/**
 * The order with `item` put before or after `beside`, or null when that changes nothing or one of
 * them is no longer in the order (it may have been deleted while the drag was under way).
 */
export function placed<T>(order: readonly T[], item: T, beside: T, edge: Edge): T[] | null {
  const from = order.indexOf(item);
  if (from < 0 || item === beside) return null;
  const rest = order.filter((each) => each !== item);
  const at = rest.indexOf(beside);
  if (at < 0) return null;
  const to = edge === 'before' ? at : at + 1;
  return to === from ? null : rest.toSpliced(to, 0, item);
}

/** The order with `item` one place up (-1) or down (1), or null at the ends. */
export function stepped<T>(order: readonly T[], item: T, by: -1 | 1): T[] | null {
  const from = order.indexOf(item);
  const beside = from < 0 ? undefined : order[from + by];
  if (beside === undefined) return null;
  return placed(order, item, beside, by < 0 ? 'before' : 'after');
}
