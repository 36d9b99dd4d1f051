import type { ServerResponse } from 'node:http';
import axe from 'axe-core';
import { defineConfig, mergeConfig, type Plugin } from 'vite';
import page from '../../vite.renderer.config.ts';
import { axePath } from '../support/axe-faults.ts';
import { film } from './film.ts';
import { isPlayable, isVideoId } from './made-up-library.ts';
import { largePictureOf, pictureOf } from './pictures.ts';

/** The real page with a made-up main process in front of it: `?scenario=<name>` chooses what it says. */
export default mergeConfig(
  page,
  defineConfig({
    plugins: [bridgeBeforePage(), scripts(), thumbnails(), originals()],
    build: { outDir: '../out/renderer-scenarios' },
    preview: { host: '127.0.0.1', strictPort: true },
  }),
);

/** Module scripts run in the order of the document, so the bridge is there before the page asks for it. */
function bridgeBeforePage(): Plugin {
  return {
    name: 'bridge-before-page',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace('<script type="module"', '<script type="module" src="../test/renderer/install.ts"></script>$&'),
    },
  };
}

/** What tests load again and again: the page's own files, whose names change with their content, and axe. */
function scripts(): Plugin {
  return {
    name: 'scripts',
    configurePreviewServer(server) {
      server.middlewares.use('/assets', (_, response, next) => {
        response.setHeader('cache-control', 'public, max-age=3600, immutable');
        next();
      });
      server.middlewares.use(axePath, (_, response) => {
        response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=3600' });
        response.end(axe.source);
      });
    },
  };
}

/** Stands in for the main process's `/thumbnail/<id>`; like there, videos have none. */
function thumbnails(): Plugin {
  return {
    name: 'thumbnails',
    configurePreviewServer(server) {
      server.middlewares.use('/favicon.ico', (_, response) => response.writeHead(204).end());
      server.middlewares.use('/thumbnail', (request, response) => {
        const id = Number((request.url ?? '').slice(1));
        // Without a status of 400 or more, the browser does not write into the console that there is no picture.
        if (!Number.isSafeInteger(id) || isVideoId(id)) response.writeHead(204).end();
        else void sendPicture(response, id);
      });
    },
  };
}

/** Stands in for `/original/<id>`, `/picture/<id>` and `/motion/<id>`. Every second film is of a kind that cannot be played. */
function originals(): Plugin {
  return {
    name: 'originals',
    configurePreviewServer(server) {
      for (const place of ['/original', '/picture', '/motion']) {
        server.middlewares.use(place, (request, response) => {
          const id = Number((request.url ?? '').slice(1));
          if (place === '/motion' || isVideoId(id)) sendFilm(response, request.headers.range, isPlayable(id));
          else void sendLargePicture(response, id);
        });
      }
    },
  };
}

function sendFilm(response: ServerResponse, range: string | undefined, isWhole: boolean): void {
  const bytes = isWhole ? film : Buffer.from('no film');
  const first = Number(/^bytes=(\d+)-/u.exec(range ?? '')?.[1] ?? 0);
  const headers = { 'content-type': 'video/webm', 'accept-ranges': 'bytes', 'content-length': bytes.length - first };
  const partly = { ...headers, 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` };
  response
    .writeHead(range === undefined ? 200 : 206, range === undefined ? headers : partly)
    .end(bytes.subarray(first));
}

async function sendLargePicture(response: ServerResponse, id: number): Promise<void> {
  const bytes = await largePictureOf(id);
  response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store' }).end(bytes);
}

async function sendPicture(response: ServerResponse, id: number): Promise<void> {
  const bytes = await pictureOf(id);
  response.writeHead(200, { 'content-type': 'image/webp', 'cache-control': 'max-age=3600' }).end(bytes);
}
