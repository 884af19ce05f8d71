/** Said of a pull request that is not as it was composed. */
export function pushedTo(head: string): string {
  return `warning: somebody pushed to ${head}: it is not what was composed, and may be drift once it is merged\n`;
}
