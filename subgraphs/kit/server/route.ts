import type { FastifyInstance } from 'fastify';

/**
 * What a service does with JSON that the gateway posts to it beside the graph. Answered with 204
 * once it is done.
 *
 * @throws HttpRefusal when it is not done
 */
export type Route = (body: unknown) => Promise<void>;

/** Adds a service's routes, by path; whoever may call them is checked before. */
export function addRoutes(app: FastifyInstance, routes: Readonly<Record<string, Route>>): void {
  for (const [path, route] of Object.entries(routes)) {
    app.all(path, async (request, reply) => {
      await route(request.body);
      return reply.code(204).send();
    });
  }
}
