import { execFileSync } from 'node:child_process';

/** The app is tested as it is shipped: from its built bundles. */
export default function buildApp(): void {
  for (const part of ['main', 'preload', 'renderer']) {
    execFileSync('node_modules/.bin/vite', ['build', '--logLevel', 'warn', '--config', `vite.${part}.config.ts`], {
      stdio: 'inherit',
    });
  }
}
