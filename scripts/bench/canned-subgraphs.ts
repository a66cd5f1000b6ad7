import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { cannedAnswers } from './canned-answers.ts';
import { CANNED_AGENCIES } from './canned-graph.ts';
import { listen } from './listen.ts';

/**
 * Run as a process of its own: a court and its agencies that answer the same bytes every time, and
 * an audit service that says it has recorded what this gateway has to record.
 */
const answers = cannedAnswers(Number(process.argv[2]));
const inquiry = Buffer.from(answers.inquiry);
const repairs = Buffer.from(answers.repairs);
const urls: Record<string, string> = { court: await serve((asked) => courtAnswer(asked)) };
for (const code of CANNED_AGENCIES) {
  const reply = Buffer.from(answers.replyOf(code));
  urls[code] = await serve(() => reply);
}
process.once('disconnect', () => process.exit(0));
process.send?.({ urls, auditUrl: await serve(() => undefined) });

function courtAnswer(asked: Buffer): Buffer {
  return asked.includes('_entities') ? repairs : inquiry;
}

function serve(answer: (asked: Buffer) => Buffer | undefined): Promise<string> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let first: Buffer | undefined;
    request.on('data', (chunk: Buffer) => {
      first ??= chunk;
    });
    request.on('end', () => {
      const body = answer(first ?? Buffer.alloc(0));
      if (body === undefined) {
        response.writeHead(204).end();
        return;
      }
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': body.length,
      });
      response.end(body);
    });
  });
  return listen(server, '/graphql');
}
