import { z } from 'zod';
import { platformSchema } from '../../lib/release/platform-config';

/** Where the schema is, in the repository and in the package. */
export const SCHEMA_FILE = 'schemas/twelve.schema.json';

/** The JSON Schema of `twelve.yaml`, for editors. What it can't say, such as that an environment has to be there, `twelve` checks. */
export function renderSchema(): string {
  const schema = z.toJSONSchema(platformSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'twelve.yaml' }, undefined, 2)}\n`;
}
