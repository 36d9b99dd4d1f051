import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { libraryChangeSchema } from '../../library/library-change.ts';
import { bodyOf, type Call, queryOf } from '../call.ts';
import { driveChangeSchema } from '../drive/drive-change.ts';
import { faultPlanSchema } from '../faults/fault-rules.ts';
import { pickSchema } from '../photos-picker/picks.ts';
import { projectApis } from '../project.ts';
import { jsonReply, type Reply } from '../reply.ts';
import type { SimulatorControl } from './simulator-control.ts';

const account = z.string().optional();
const revokeSchema = z.strictObject({ account });
const accessTokensSchema = z.strictObject({ action: z.enum(['expire', 'refuse-once']), account });
const clockSchema = z.strictObject({ advanceSeconds: z.number().nonnegative() });
const grantSchema = z.strictObject({ scopes: z.array(z.string()).min(1), account });
const librarySchema = z.strictObject({ changes: z.array(libraryChangeSchema), account });
const uploadsSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('limit-storage'), bytes: z.int().nonnegative().nullable(), account }),
  z.strictObject({ action: z.literal('forget-tokens') }),
]);
const sessionsSchema = z.strictObject({ action: z.enum(['expire', 'disown']), sessionId: z.string().optional() });
const projectSchema = z.strictObject({
  client: z.enum(['ok', 'deleted', 'disabled']).optional(),
  testing: z.boolean().optional(),
  apis: z.partialRecord(z.enum(projectApis), z.boolean()).optional(),
});

/**
 * The controls over HTTP, under `/simulator/…`; README.md lists them. A body that does not fit is answered with 400 and
 * says what is wrong with it.
 */
export async function answerControl(call: Call, control: SimulatorControl): Promise<Reply> {
  try {
    return (await answer(call, control)) ?? jsonReply(404, { error: `There is no ${call.method} ${call.place.path}` });
  } catch (error) {
    const expected = error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError;
    if (!expected) throw error;
    return jsonReply(400, { error: error instanceof z.ZodError ? z.prettifyError(error) : error.message });
  }
}

/** Whether a call asks for the truth, which is too long for one {@link Reply}. */
export function asksForTruth(call: Call): boolean {
  return call.place.path === '/truth' && call.method === 'GET';
}

/** `GET /simulator/truth?account=&source=library|picker`: one line of JSON an item. */
export async function streamTruth(call: Call, control: SimulatorControl, response: ServerResponse): Promise<void> {
  const query = queryOf(call);
  const account = query.get('account') ?? undefined;
  const truth = query.get('source') === 'picker' ? control.pickedTruth(account) : control.truth(account);
  await streamLines(truth, response);
}

/** Whether a call asks for what was uploaded. */
export function asksForUploads(call: Call): boolean {
  return call.place.path === '/uploads' && call.method === 'GET';
}

/** `GET /simulator/uploads?account=`: one line of JSON for each item that was made of uploaded bytes, oldest first. */
export function streamUploads(call: Call, control: SimulatorControl, response: ServerResponse): Promise<void> {
  return streamLines(control.uploads(queryOf(call).get('account') ?? undefined), response);
}

async function streamLines(values: AsyncIterable<object>, response: ServerResponse): Promise<void> {
  const lines = async function* () {
    for await (const value of values) yield `${JSON.stringify(value)}\n`;
  };
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
  await pipeline(lines, response);
}

async function answer(call: Call, control: SimulatorControl): Promise<Reply | undefined> {
  switch (`${call.method} ${call.place.path}`) {
    case 'GET /stats':
      return jsonReply(200, control.statistics());
    case 'POST /stats/reset':
      control.resetStatistics();
      return jsonReply(200, {});
    case 'GET /faults':
      return jsonReply(200, control.faultReport());
    case 'POST /faults':
      control.planFaults(await parsed(call, faultPlanSchema));
      return jsonReply(200, control.faultReport());
    case 'DELETE /faults':
      control.planFaults({});
      return jsonReply(200, control.faultReport());
    case 'POST /library': {
      const { changes, account: name } = await parsed(call, librarySchema);
      const outcomes = control.changeLibrary(changes, name);
      return jsonReply(outcomes.every((outcome) => outcome.ok) ? 200 : 400, { outcomes });
    }
    case 'GET /drive':
      return jsonReply(200, { files: await control.driveFiles(queryOf(call).get('account') ?? undefined) });
    case 'POST /drive':
      return jsonReply(200, await control.changeDrive(await parsed(call, driveChangeSchema)));
    case 'POST /clock':
      control.advance((await parsed(call, clockSchema)).advanceSeconds);
      return jsonReply(200, {});
    case 'POST /revoke':
      return jsonReply(200, { revoked: control.revoke((await parsed(call, revokeSchema)).account) });
    case 'POST /access-tokens': {
      const { action, account: name } = await parsed(call, accessTokensSchema);
      return jsonReply(200, { spoiled: control.spoilAccessTokens(action, name) });
    }
    case 'POST /project':
      return jsonReply(200, control.changeProject(await parsed(call, projectSchema)));
    case 'POST /picks':
      return jsonReply(200, control.pick(await parsed(call, pickSchema)));
    case 'POST /uploads':
      control.changeUploads(await parsed(call, uploadsSchema));
      return jsonReply(200, {});
    case 'GET /sessions':
      return jsonReply(200, { sessions: control.pickerSessions() });
    case 'POST /sessions': {
      const { action, sessionId } = await parsed(call, sessionsSchema);
      control.spoilSessions(action, sessionId);
      return jsonReply(200, {});
    }
    case 'POST /grant': {
      const { scopes, account: name } = await parsed(call, grantSchema);
      const { account: id, tokens } = await control.grant(scopes, name);
      return jsonReply(200, { account: id, ...tokens });
    }
    default:
      return undefined;
  }
}

async function parsed<T>(call: Call, schema: z.ZodType<T>): Promise<T> {
  const text = (await bodyOf(call)).toString('utf8');
  return schema.parse(text === '' ? {} : JSON.parse(text));
}
