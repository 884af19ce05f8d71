import type { z } from 'zod';
import { shaped } from '../shape';
import type { Token } from '../kind';
import type { Transport } from '../transport';

/** More pages than this are no list that anybody reads. */
const MOST_PAGES = 1000;

/** Gitea gives 50 on a page, unless somebody set it to less. */
const PAGE = '50';

/** Requests to Gitea and Forgejo, in JSON. */
export class GiteaClient {
  constructor(
    private readonly api: string,
    private readonly token: Token | undefined,
    private readonly transport: Transport,
  ) {}

  /** Asks, and answers what comes in its form. */
  async ask<T extends z.ZodType>(shape: T, method: string, path: string, body?: object): Promise<z.output<T>> {
    return shaped(shape, (await this.send(method, path, body)).data, `${method} ${path}`);
  }

  /** Asks, and answers the status: some answers have no body. */
  async tell(method: string, path: string, body?: object): Promise<number> {
    return (await this.send(method, path, body)).status;
  }

  /** All pages of a list. */
  async all<T extends z.ZodType>(
    shape: z.ZodArray<T>,
    path: string,
    query: Record<string, string>,
  ): Promise<z.output<T>[]> {
    const found: z.output<T>[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const search = new URLSearchParams({ ...query, limit: PAGE, page: String(page) }).toString();
      const { data, headers } = await this.send('GET', `${path}?${search}`);
      found.push(...shaped(shape, data, `GET ${path}`));
      if (!/rel="next"/.test(headers.get('link') ?? '')) {
        break;
      }
    }
    return found;
  }

  private send(method: string, path: string, body?: object) {
    return this.transport.send({
      method,
      url: `${this.api}${path}`,
      headers: {
        accept: 'application/json',
        ...(this.token && { authorization: `token ${this.token.value}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
  }
}
