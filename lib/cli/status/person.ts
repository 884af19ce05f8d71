/** The name of somebody whom git knows as `Ann Example <ann@example.com>`; the address is for where there is room. */
export function personName(actor: string): string {
  return actor.replace(/ *<[^<>]*>$/, '') || actor;
}
