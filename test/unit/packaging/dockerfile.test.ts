import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

const project = join(import.meta.dirname, '../../..');
const dockerfile = await readFile(join(project, 'Dockerfile'), 'utf8');

test('the linter has nothing to say of the Dockerfile', () => {
  expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
});

test('the linter does say something of a wrong one', () => {
  expect(validate('FORM debian\nEXPOSE often\n')).not.toEqual([]);
});

test('the image runs without root, keeps its data in volumes, and says whether it lives', () => {
  const image = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(image).toMatch(/^USER 1000:1000$/m);
  expect(image).toMatch(/^VOLUME \["\/data", "\/backup"\]$/m);
  expect(image).toMatch(/^HEALTHCHECK .*\/healthz/m);
  expect(image).toMatch(/^CMD \["daemon", "--metrics-port", "9464"\]$/m);
  expect(image).toContain('AFTERIMAGE_DATA_DIR=/data');
});

test('continuous integration builds the image for both architectures, and runs it', async () => {
  const workflow = z
    .object({ jobs: z.object({ image: z.object({ strategy: z.unknown(), steps: z.array(z.unknown()) }) }) })
    .parse(parse(await readFile(join(project, '.github/workflows/ci.yml'), 'utf8')));
  const text = JSON.stringify(workflow.jobs.image);
  for (const words of ['ubuntu-24.04', 'ubuntu-24.04-arm', 'docker build', 'docker run']) expect(text).toContain(words);
});
