import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { settingsSchema } from '../settings.ts';
import { Explorer } from './explorer.ts';
import { forgetHalfKept } from './forget-half-kept.ts';
import { beginSignIn, endSignIn } from './sign-in.ts';

const settings = settingsSchema.parse(await (await fetch('/settings.json')).json());
const place = document.getElementById('page');
if (place === null) throw new Error('The page has no place for the explorer');

const props = await endSignIn(settings).then(
  (person) => ({ person, problem: undefined }),
  (error: unknown) => ({ person: undefined, problem: String(error) }),
);
forgetHalfKept(sessionStorage);
createRoot(place).render(
  createElement(Explorer, {
    ...props,
    onSignIn: () => void beginSignIn(settings, props.person !== undefined),
  }),
);
