import { once } from 'node:events';
import { expect, test } from 'vitest';
import { MessageChannelMain, MessagePortMain } from '../../electron-standin/ipc/message-port-main.ts';
import { PortLink } from '../../electron-standin/ipc/port-link.ts';

/** Two processes that are joined by a wire: what one tells, the other hears later and as a copy. */
function joinedLinks(): { readonly here: PortLink; readonly there: PortLink } {
  const here: PortLink = new PortLink('here', (message) =>
    queueMicrotask(() => there.deliver(structuredClone(message))),
  );
  const there: PortLink = new PortLink('there', (message) =>
    queueMicrotask(() => here.deliver(structuredClone(message))),
  );
  return { here, there };
}

async function received(port: MessagePortMain): Promise<{ data: unknown; ports: MessagePortMain[] }> {
  const [event] = await once(port, 'message');
  return event;
}

test('messages wait until the port is started and arrive in order, as copies', async () => {
  const { port1, port2 } = new MessageChannelMain();
  const sent = { list: [1] };
  port1.postMessage(sent);
  port1.postMessage('second');
  sent.list.push(2);
  const heard: unknown[] = [];
  port2.on('message', ({ data }) => heard.push(data));
  await Promise.resolve();
  expect(heard).toEqual([]);
  port2.start();
  expect(heard).toEqual([{ list: [1] }, 'second']);
  expect(() => port1.postMessage(() => undefined)).toThrow('could not be cloned');
});

test('closing one end closes the other, after what was sent', async () => {
  const { port1, port2 } = new MessageChannelMain();
  const order: unknown[] = [];
  port2.on('message', ({ data }) => order.push(data));
  port2.on('close', () => order.push('closed'));
  port2.start();
  port1.postMessage('last words');
  port1.close();
  port1.postMessage('too late');
  await new Promise(setImmediate);
  expect(order).toEqual(['last words', 'closed']);
});

test('a port that was handed over works from the other process, and carries further ports', async () => {
  const { here, there } = joinedLinks();
  const { port1, port2 } = new MessageChannelMain();
  const far = new MessagePortMain(there.receive(here.handOver(port2.detach())));
  expect(() => port2.detach()).toThrow('already neutered');
  port1.start();
  far.start();

  far.postMessage('hello');
  expect(await received(port1)).toEqual({ data: 'hello', ports: [] });

  const second = new MessageChannelMain();
  port1.postMessage('take this', [second.port2]);
  const { data, ports } = await received(far);
  expect(data).toBe('take this');
  second.port1.start();
  ports[0]?.postMessage(new Uint8Array([7]));
  expect((await received(second.port1)).data).toEqual(new Uint8Array([7]));

  const closed = once(port1, 'close');
  far.close();
  await closed;
});

test('when the other process has gone, its ports are closed', async () => {
  const { here } = joinedLinks();
  const { port1, port2 } = new MessageChannelMain();
  here.handOver(port2.detach());
  port1.start();
  const closed = once(port1, 'close');
  here.end();
  await closed;
});

test('a port cannot be sent through itself', () => {
  const { port1 } = new MessageChannelMain();
  expect(() => port1.postMessage(null, [port1])).toThrow('source port');
});
