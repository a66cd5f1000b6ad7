import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** A connection on which anything can be said, HTTP or not. */
export type Wire = {
  socket: Socket;
  /** All that came back, once the other side has ended it. */
  answer: Promise<string>;
};

/** @param url of a server, without a path */
export function dial(url: string): Wire {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // that the other side closes while we are still talking is part of what is tested
  socket.on('error', () => undefined);
  const answer = new Promise<string>((resolve) => {
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString());
    });
  });
  return { socket, answer };
}

/** Says these lines, and listens until the other side has ended the connection. */
export async function say(url: string, ...lines: string[]): Promise<string> {
  const { socket, answer } = dial(url);
  socket.write(lines.join('\r\n'));
  return answer;
}

/** The status of each answer in what came back. */
export function statusesOf(answer: string): number[] {
  return [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gmu)].map(([, status]) => Number(status));
}

/** The body of the one answer in what came back. */
export function bodyOf(answer: string): string {
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}
