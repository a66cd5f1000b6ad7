export * from './tables/alerts.ts';
export * from './tables/delays.ts';
export * from './tables/followed.ts';
export { seenProof } from '../kit/proofs/seen-proof.ts';
