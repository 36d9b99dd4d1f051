// Runs as a utility process: doubles numbers, and answers on the ports that it is handed.
import type { MessagePortMain } from 'electron';

process.parentPort.on('message', ({ data, ports }) => {
  const [port] = ports;
  if (port) serve(port);
  else if (data.task === 'double') process.parentPort.postMessage({ doubled: data.number * 2, type: process.type });
  else if (data.task === 'crash') process.abort();
});

function serve(port: MessagePortMain): void {
  port.on('message', ({ data }) => {
    port.postMessage({ echo: data });
    if (data === 'stop') port.close();
  });
  port.start();
}
