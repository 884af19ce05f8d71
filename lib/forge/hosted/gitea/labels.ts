import { z } from 'zod';
import type { GiteaClient } from './client';
import { label } from './shapes';

/** Of labels that are made. */
const COLOR = '#0e8a16';

/** Ids of labels by their names, which is how Gitea wants them. Those that are not there are made. */
export async function labelIds(client: GiteaClient, repository: string, names: readonly string[]): Promise<number[]> {
  const there = await client.all(z.array(label), `/repos/${repository}/labels`, {});
  const known = new Map(there.map(({ id, name }) => [name.toLowerCase(), id]));
  const ids: number[] = [];
  for (const name of names) {
    const id = known.get(name.toLowerCase());
    ids.push(id ?? (await client.ask(label, 'POST', `/repos/${repository}/labels`, { name, color: COLOR })).id);
  }
  return ids;
}
