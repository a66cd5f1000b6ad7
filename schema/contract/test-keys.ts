/**
 * Fingerprints of the keys whose private halves are published beside the vectors. Whoever accepted
 * one of them would believe anybody, so no service does.
 */
export const TEST_KEYS: ReadonlySet<string> = new Set([
  'RsTTKUKMd6abfD7w6i8lUVj-yDpFxhsxJvyqo4iaieI',
  'ahuMyNMYy18vsN4S1n7LPoGDOnAlbXj1qvrThJDYW6o',
  'NjJY21i1UQpp9UyQ3AcNe7BUSAXhALZ3UchNo1-4Zfs',
  'GNnqaRsRRSoZFOnlHlPAboHXFiz5mtnGeNCgarPSLi8',
  '3aL_lytcNaaYdaBoR4QP03Bm4kOQa5f7VGLPT5bxq4o',
  'maOTsa7dAH4fs_FzefNFFLIhJuacZho9lwUfoOgiFO0',
  'muZS4DRcwybrx75YoqZ3VZmNEq07qglzKKWcZw90-ow',
  'zZBMRKY36z2GwZW7vCO7IKkIZmfj-UmMn-kA7BIBL0M',
]);
