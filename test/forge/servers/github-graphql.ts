import { buildClientSchema, type GraphQLSchema, graphqlSync, type IntrospectionQuery } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package is an ES module, which exports code alone. */
const SCHEMA = join(__dirname, '../../../node_modules/@octokit/graphql-schema/schema.json');

let schema: GraphQLSchema | undefined;

/** What a mutation answers: an object of its payload, or an error. */
export type Mutations = Readonly<Record<string, (args: { readonly input: Record<string, string> }) => unknown>>;

/** An error with the type that GitHub gives it. */
export class MutationError extends Error {
  constructor(
    message: string,
    readonly type: string,
  ) {
    super(message);
  }
}

/** Carries out a document against the schema that GitHub publishes: what the schema doesn't know is an error. */
export function mutate(
  body: unknown,
  mutations: Mutations,
): { data?: unknown; errors?: unknown[]; violations: string[] } {
  const { query, variables } = body as { query: string; variables?: Record<string, unknown> };
  schema ??= buildClientSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')) as IntrospectionQuery);
  const { data, errors = [] } = graphqlSync({
    schema,
    source: query,
    rootValue: mutations,
    ...(variables && { variableValues: variables }),
  });
  const said = errors.filter(({ originalError }) => originalError instanceof MutationError);
  const violations = errors.filter((error) => !said.includes(error)).map(({ message }) => message);
  return {
    data,
    violations,
    ...(said.length > 0 && {
      errors: said.map(({ message, path, locations, originalError }) => ({
        type: (originalError as MutationError).type,
        message,
        path,
        locations,
      })),
    }),
  };
}
