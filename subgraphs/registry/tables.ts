export * from './tables/publications.ts';
export * from './tables/releases.ts';
export * from './tables/usage.ts';
