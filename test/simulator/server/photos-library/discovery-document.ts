import { jsonReply, type Reply } from '../reply.ts';
import { type Method, methods } from './methods.ts';

/** `/$discovery/rest?version=v1`: as much of it as clients that build their calls from it need. */
export function discoveryReply(): Reply {
  const resources: Record<string, { readonly methods: Record<string, object> }> = {};
  for (const method of methods) {
    const [collection, name] = method.operation.split('.');
    if (collection === undefined || name === undefined) continue;
    const resource = resources[collection] ?? { methods: {} };
    resource.methods[name] = described(method);
    resources[collection] = resource;
  }
  return jsonReply(200, {
    kind: 'discovery#restDescription',
    discoveryVersion: 'v1',
    id: 'photoslibrary:v1',
    name: 'photoslibrary',
    version: 'v1',
    title: 'Photos Library API',
    protocol: 'rest',
    rootUrl: 'https://photoslibrary.googleapis.com/',
    baseUrl: 'https://photoslibrary.googleapis.com/',
    servicePath: '',
    batchPath: 'batch',
    resources,
  });
}

function described(method: Method): object {
  const inPath = [...method.template.matchAll(/\{\+(\w+)\}/g)].map((match) => match[1] ?? '');
  const parameters = Object.fromEntries([
    ...inPath.map((name) => [name, { type: 'string', location: 'path', required: true }]),
    ...method.queryParameters.map((name) => [
      name,
      { type: 'string', location: 'query', repeated: name.endsWith('Ids') },
    ]),
  ]);
  return {
    id: `photoslibrary.${method.operation}`,
    path: method.template,
    flatPath: method.template.replace('{+', '{'),
    httpMethod: method.httpMethod,
    parameters,
    parameterOrder: inPath,
  };
}
