import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Call, Service } from './call.ts';
import { answerControl, asksForTruth, asksForUploads, streamTruth, streamUploads } from './control/control-service.ts';
import type { SimulatorControl } from './control/simulator-control.ts';
import { type Delivery, deliver, reset } from './delivery.ts';
import { driveOperation } from './drive/drive-service.ts';
import { effectOf, type FaultEffect } from './faults/fault-replies.ts';
import type { Faults } from './faults/faults.ts';
import { errorPage } from './google-pages.ts';
import { byteHostOperation } from './media/byte-host.ts';
import { oauthOperation } from './oauth/oauth-service.ts';
import { photosLibraryOperation } from './photos-library/methods.ts';
import { photosPickerOperation } from './photos-picker/photos-picker-service.ts';
import { type Place, placeOf } from './place.ts';
import type { Reply } from './reply.ts';
import type { Statistics } from './statistics.ts';

export interface ListenerDeps {
  readonly oauth: Service;
  readonly photosLibrary: Service;
  readonly photosPicker: Service;
  readonly pickerPage: Service;
  readonly drive: Service;
  readonly media: Service;
  readonly control: SimulatorControl;
  readonly faults: Faults;
  readonly statistics: Statistics;
  readonly projectNumber: string;
}

/** The way of every request: find its place, count it, let a fault strike it or answer it, send the answer. */
export function createRequestListener(deps: ListenerDeps): RequestListener {
  return (request, response) => {
    const call = callOf(request);
    const answering = call.place.service === 'simulator' ? control(call, deps, response) : play(call, deps, response);
    answering.catch((error: unknown) => reportBug(error, response));
  };
}

function callOf(request: IncomingMessage): Call {
  const method = request.method ?? 'GET';
  const place = placeOf(request.headers.host, request.url ?? '/');
  return { request, method, place, operation: operationOf(method, place) };
}

function operationOf(method: string, place: Place): string {
  switch (place.service) {
    case 'photoslibrary':
      return photosLibraryOperation(method, place.path);
    case 'photospicker':
      return photosPickerOperation(method, place.path);
    case 'picker':
      return 'picker.page';
    case 'drive':
      return driveOperation(method, place.path, place.query);
    case 'media':
      return byteHostOperation(place.path);
    case 'accounts':
    case 'oauth2':
      return oauthOperation(place.path);
    case 'simulator':
    case 'nowhere':
      return place.service;
  }
}

async function control(call: Call, deps: ListenerDeps, response: ServerResponse): Promise<void> {
  if (asksForTruth(call)) return streamTruth(call, deps.control, response);
  if (asksForUploads(call)) return streamUploads(call, deps.control, response);
  await deliver(await answerControl(call, deps.control), { kind: 'whole' }, response);
}

async function play(call: Call, deps: ListenerDeps, response: ServerResponse): Promise<void> {
  const { service } = call.place;
  deps.statistics.asked(service, call.operation);
  const outcome = { status: 0, bytes: 0 };
  try {
    const struck = deps.faults.strike(call);
    const effect = struck === undefined ? undefined : effectOf(struck, call, deps.projectNumber);
    if (effect?.kind === 'reset') return reset(response);
    if (effect?.kind === 'no-range') delete call.request.headers.range;
    const reply = effect?.kind === 'reply' ? effect.reply : await answer(struckCall(call, effect), deps);
    const delivery: Delivery = effect?.kind === 'delivery' ? effect.delivery : { kind: 'whole' };
    outcome.status = reply.status;
    const sent = await deliver(call.method === 'HEAD' ? { ...reply, chunks: [] } : reply, delivery, response);
    outcome.bytes = sent.bytes;
    if (reply.serves !== undefined) deps.statistics.served(reply.serves, sent.bytes);
    if (sent.complete && reply.status === 200 && reply.carries !== undefined) deps.statistics.delivered(reply.carries);
  } finally {
    deps.statistics.answered(service, outcome.status, outcome.bytes);
  }
}

function struckCall(call: Call, effect: FaultEffect | undefined): Call {
  return effect?.kind === 'batch' ? { ...call, batchFault: effect.fault } : call;
}

function answer(call: Call, deps: ListenerDeps): Reply | Promise<Reply> {
  switch (call.place.service) {
    case 'photoslibrary':
      return deps.photosLibrary(call);
    case 'photospicker':
      return deps.photosPicker(call);
    case 'picker':
      return deps.pickerPage(call);
    case 'drive':
      return deps.drive(call);
    case 'media':
      return deps.media(call);
    case 'accounts':
    case 'oauth2':
      return deps.oauth(call);
    case 'simulator':
    case 'nowhere':
      return errorPage(404, call.place.path);
  }
}

/** A client that hangs up is no bug; everything else is, and must be seen. */
function reportBug(error: unknown, response: ServerResponse): void {
  if (response.destroyed) return;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  reset(response);
}
