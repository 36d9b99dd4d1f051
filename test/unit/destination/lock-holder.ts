// A process that takes the lock of a destination, says so, and holds it until it is killed.
import { openDestination } from '../../../electron/engine/destination/identity.ts';
import { lockDestination } from '../../../electron/engine/destination/lock.ts';

const [, , path = '', identity = ''] = process.argv;
const destination = await openDestination(path, identity);
const lock = destination.ok ? await lockDestination(destination.value, () => new Date()) : destination;
process.send?.(lock.ok ? 'locked' : lock.problem.code);
setInterval(() => undefined, 60_000);
