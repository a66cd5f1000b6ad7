export * from './tables/authority.ts';
export * from './tables/cases.ts';
export * from './tables/inquiries.ts';
export { seenProof } from '../kit/proofs/seen-proof.ts';
