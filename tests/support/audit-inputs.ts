/** Operations of the audit service, and the one of the court that is for auditors. */
export const OF_AUDIT =
  /^(?:Query\.(?:audit|reconcile|proof|accessReport|alerts?|clerkPseudonym)|Mutation\.(?:explainAlert|confirmAlert|setAlertRule|delayDisclosure|endDelay))$/u;

/** What fits their arguments, beside the one in question. */
export const SOUND_AUDIT = {
  ...{ from: '2026-11-20T08:00:00Z', to: '2026-11-20T09:00:00Z', until: '2026-11-30' },
  ...{ source: 'police', index: 0, sought: 'sealed by nobody', enabled: true, thresholds: '{}' },
  subject: 'nobody.shuji',
};
