/** How long a client may take and how much it may send before anybody looks at what it says. */
export type DoorLimits = {
  /** Milliseconds until all headers are there. */
  headersTimeout: number;
  /** Milliseconds until the whole request is there, headers included. */
  requestTimeout: number;
  /** Milliseconds a connection may be silent both ways; longer than the longest operation. */
  connectionTimeout: number;
  /** Milliseconds between two looks at what is overdue. */
  checkingInterval: number;
  /** Bytes of the request line and all headers. A token and its proof take about two thousand. */
  headerBytes: number;
  /** After so many requests a connection is closed, so that a balancer can place it anew. */
  requestsPerConnection: number;
};

export const DEFAULT_DOOR_LIMITS: DoorLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionTimeout: 180_000,
  checkingInterval: 2_000,
  headerBytes: 16_384,
  requestsPerConnection: 10_000,
};
