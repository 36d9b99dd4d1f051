import { createFakeBridge } from './fake-bridge.ts';
import { scenarioNamed } from './scenarios.ts';

// Written without the DOM's types, because the tests' own TypeScript project has none.
const { search } = Reflect.get(globalThis, 'location') as { readonly search: string };
const name = new URLSearchParams(search).get('scenario') ?? 'idle';
Reflect.set(globalThis, 'afterimage', createFakeBridge(scenarioNamed(name, new Date())));
