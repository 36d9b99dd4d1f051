import { parentPort } from 'node:worker_threads';
import { serveDisk } from './serve-disk.ts';

/* A disk thread that writes, hashes, syncs and moves what it is handed. */

if (parentPort !== null) serveDisk(parentPort);
