import { allow } from '../../kit/graph/allow.ts';
import { tellPseudonym } from '../authority/tell-pseudonym.ts';
import { subjectArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';

/** Adds `clerkPseudonym`. */
export function addPseudonymQuery(builder: CourtBuilder): void {
  builder.queryField('clerkPseudonym', (t) =>
    t.string({
      ...allow({ roles: ['PRIVACY_OFFICER'], scope: 'audit:read' }),
      nullable: true,
      description:
        'Under which pseudonym the court names somebody to agencies, and agencies in their ledgers. ' +
        'That it was told is recorded.',
      args: { subject: t.arg.string({ required: true, description: 'Of their account.' }) },
      resolve: (_root, { subject }, court) =>
        tellPseudonym(court, subjectArgument(subject, 'subject')),
    }),
  );
}
