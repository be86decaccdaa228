import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { type Operation, operations } from './operations.ts';

/** JSON Schema of what is sent (before transforms), in the dialect of OpenAPI 3.1. */
const jsonSchema = (schema: v.GenericSchema) => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' }) as Record<
    string,
    unknown
  >;
  return rest;
};

type ObjectSchema = { readonly properties?: Record<string, object>; readonly required?: readonly string[] };

function parametersOf(operation: Operation): object[] {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[a-z0-9-]+$' },
  }));
  if (!operation.query) return inPath;
  const { properties = {}, required = [] } = jsonSchema(operation.query) as ObjectSchema;
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

function answersOf(operation: Operation): object {
  const content = (status: number, schema: v.GenericSchema | undefined, list: boolean) => {
    if (!schema) return {};
    const one = jsonSchema(schema);
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    return { content: { [type]: { schema: list ? { type: 'array', items: one } : one } } };
  };
  return Object.fromEntries(
    Object.entries(operation.answers).map(([status, { description, schema, list }]) => [
      status,
      { description, ...content(Number(status), schema, list ?? false) },
    ]),
  );
}

/** The OpenAPI 3.1 document, made from the schemas that validate. */
export function openApiDocument(baseUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of Object.values(operations) as Operation[]) {
    paths[operation.path] ??= {};
    (paths[operation.path] as Record<string, object>)[operation.method] = {
      operationId: operation.id,
      summary: operation.summary,
      tags: [operation.tag],
      parameters: parametersOf(operation),
      ...(operation.body
        ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(operation.body) } } } }
        : {}),
      ...(operation.security ? { security: [{ [operation.security]: [] }] } : {}),
      responses: answersOf(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Medbetjening',
      version: '1',
      description: 'Guide, help now and counted contacts of a municipality. Errors are RFC 9457 problem documents.',
      license: { name: 'MPL-2.0', identifier: 'MPL-2.0' },
    },
    servers: [{ url: `${baseUrl}/api` }],
    tags: [{ name: 'guide' }, { name: 'help' }, { name: 'meetings' }, { name: 'figures' }],
    paths,
    components: {
      securitySchemes: {
        ticket: { type: 'http', scheme: 'bearer', description: 'The token of a place in line' },
        program: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key of a program, made under /administration/moeder/programmer',
        },
        staff: { type: 'apiKey', in: 'cookie', name: 'mb_staff', description: 'An employee’s session' },
      },
    },
  };
}
