import { text } from 'node:stream/consumers';
import { keychainStore } from '../../../electron/account/keychain-store.ts';
import { realKeychainSystem } from '../../../electron/account/keychain-system.ts';

// One process that does one thing with the real keychain: `set NAME` (value on standard input), `get NAME`, `delete NAME`.
// Prints the outcome as JSON.
const [verb, name = ''] = process.argv.slice(2);
const store = await keychainStore(realKeychainSystem(process.platform, process.env));
if (!store.ok) {
  console.log(JSON.stringify({ problem: store.problem.code, detail: store.problem.detail }));
} else {
  const outcome = await act();
  console.log(JSON.stringify(outcome.ok ? { value: outcome.value ?? null } : { problem: outcome.problem.code }));
}

async function act() {
  if (!store.ok) throw new Error('No store');
  switch (verb) {
    case 'set':
      return store.value.set(name, await text(process.stdin));
    case 'get':
      return store.value.get(name);
    case 'delete':
      return store.value.delete(name);
    default:
      throw new Error(`Unknown verb ${verb}`);
  }
}
