/** Of an alert, what its delivery says. */
type Delivered = { id: string; rule: string; raisedAt: Date; service: string | null };

/**
 * The body of a delivery as JSON. It goes to other machines than the hub's, so it says that there is
 * an alert, of which rule and about which service; who and which case, the graph tells to those who
 * may know.
 *
 * @param id the idempotency key
 */
export function deliveryBody(
  id: string,
  { id: alert, rule, raisedAt, service }: Delivered,
): string {
  return JSON.stringify({
    ...{ version: 1, id, alert, rule },
    raisedAt: raisedAt.toISOString(),
    ...(service !== null && { service }),
  });
}
