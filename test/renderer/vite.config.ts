import type { ServerResponse } from 'node:http';
import { defineConfig, mergeConfig, type Plugin } from 'vite';
import page from '../../vite.renderer.config.ts';
import { isVideoId } from './made-up-library.ts';
import { pictureOf } from './pictures.ts';

/** The real page with a made-up main process in front of it: `?scenario=<name>` chooses what it says. */
export default mergeConfig(
  page,
  defineConfig({
    plugins: [bridgeBeforePage(), thumbnails()],
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

async function sendPicture(response: ServerResponse, id: number): Promise<void> {
  const bytes = await pictureOf(id);
  response.writeHead(200, { 'content-type': 'image/webp', 'cache-control': 'max-age=3600' }).end(bytes);
}
