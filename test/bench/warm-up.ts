import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simulatorProcess } from '../demo/simulator-process.ts';
import { measureBackup, moveIn } from './afterimage.ts';
import { writeExport } from './import/export-to-import.ts';
import { furnish, measureImport } from './import/importing.ts';

/**
 * Backs up and imports a handful of photos, so that Node has compiled every source and kept it: what is installed comes
 * compiled, and Node's compiler for TypeScript takes 15 MB in each thread that needs it.
 */
export async function warmUp(scratch: string): Promise<void> {
  const root = await mkdtemp(join(scratch, 'warm-up-'));
  const simulator = await simulatorProcess(['--items', '8', '--albums', '1', '--seed', '11', '--auto-consent']);
  try {
    await measureBackup(await moveIn(simulator, await mkdtemp(join(root, 'library-'))));
    const { parts } = await writeExport(join(root, 'export'), ['--items', '8', '--albums', '1', '--tiny']);
    await measureImport(await furnish(await mkdtemp(join(root, 'import-'))), parts);
  } finally {
    await simulator.stop();
    await rm(root, { recursive: true, force: true });
  }
}
